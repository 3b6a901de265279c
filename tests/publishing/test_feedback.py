"""The line for a reader whom a page did not help: where there is a repository, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import yaml_load

from pages.heads import torch_version
from project import BLOCKS, CONFIG, LANGUAGES, ROOT, SITE_URL, copy_project, mkdocs, page_url
from publishing.feedback import FORM, check_repository, link_feedback

REPOSITORY = "https://github.com/owner/name"
PAGES = ("index.md", "a/b.md")


def linked(address: str | None, url: str = "a/b/", repository: str = REPOSITORY) -> dict:
    """What the templates are given for a page."""
    config = SimpleNamespace(extra={"repository": repository})
    context = {}
    check_repository(config)
    link_feedback(context, SimpleNamespace(canonical_url=address, url=url), config)
    return context


def test_the_form_opens_with_the_page_and_the_version_filled_in():
    link = urlsplit(linked(f"{SITE_URL}zh/a/b/?x=1&y=2")["reader_form"])
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{REPOSITORY}/issues/new"
    filled = {"template": [FORM], "page": [f"{SITE_URL}zh/a/b/?x=1&y=2"], "page_torch": [torch_version()]}
    assert parse_qs(link.query, strict_parsing=True) == filled


def test_every_field_that_is_filled_in_is_one_of_the_form():
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / FORM).read_text("utf-8"))
    fields = {field["id"] for field in form["body"] if field["type"] == "input"}
    filled = set(parse_qs(urlsplit(linked(None)["reader_form"]).query))
    assert filled - fields == {"template"}


def test_without_an_address_a_page_is_named_by_its_path():
    assert parse_qs(urlsplit(linked(None)["reader_form"]).query)["page"] == ["a/b/"]


def test_without_a_repository_there_is_no_link():
    assert CONFIG["extra"]["repository"] == ""
    assert linked(SITE_URL, repository="") == {}


@pytest.mark.parametrize(
    "given", ["owner/name", "https://github.com/owner", f"{REPOSITORY}/blob/main", "https://example.org/a/b"]
)
def test_an_address_without_such_forms_stops_the_build(given):
    with pytest.raises(PluginError) as stopped:
        linked(SITE_URL, repository=given)
    assert str(stopped.value) == f"expected REPO_URL to be https://github.com/OWNER/NAME\ngot      {given}"


@pytest.fixture(scope="module")
def two_pages(tmp_path_factory) -> Path:
    """The project with two pages in each language, and no programs."""
    folder = copy_project(tmp_path_factory.mktemp("feedback") / "project")
    for language in LANGUAGES:
        (folder / "docs" / language).rename(folder / f"{language} before")
        for name in PAGES:
            path = folder / "docs" / language / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("# A page {#page}\n", "utf-8")
    config = yaml_load((folder / "mkdocs.yml").read_text("utf-8"))
    # What the environment gives is written out: the copy has lost the tags that ask for it.
    (folder / "mkdocs.yml").write_text(yaml.dump({**config, "nav": list(PAGES), "site_url": SITE_URL}), "utf-8")
    return folder


def read(site: Path, language: str, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / page_url(language, path) / "index.html").read_text("utf-8"), "html.parser")


@pytest.mark.builds
def test_a_site_with_a_repository_asks_at_the_foot_of_each_page(two_pages):
    config = yaml_load((two_pages / "mkdocs.yml").read_text("utf-8"))
    sites = {}
    for name, repository in (("with", REPOSITORY), ("without", "")):
        config["extra"]["repository"] = repository
        (two_pages / f"{name}.yml").write_text(yaml.dump(config), "utf-8")
        done = mkdocs("build", "--strict", "-f", f"{name}.yml", "-d", name, folder=two_pages)
        assert done.returncode == 0, done.stdout
        sites[name] = two_pages / name
    for language in LANGUAGES:
        words = BLOCKS[language]["extra"]["solved"]
        for path in PAGES:
            page, other = read(sites["with"], language, path), read(sites["without"], language, path)
            (line,) = page.select("article .solved")
            assert line.get_text() == f"{words['question']} {words['tell']}"
            expected = linked(SITE_URL + page_url(language, path))["reader_form"]
            assert line.a["href"] == expected
            line.extract()
            # Nothing else of a repository is shown: neither in the header nor in what the scripts read.
            assert "".join(str(page).split()) == "".join(str(other).split())
    for site in sites.values():
        assert REPOSITORY not in (site / "404.html").read_text("utf-8")
