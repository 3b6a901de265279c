"""The edition that is read without a server: unpacked from its zip, opened from its files, with no network at all."""

from __future__ import annotations

import shutil
import stat
from zipfile import ZipFile

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.utils.yaml import yaml_load

from browsing import watched
from project import BLOCKS, CONFIG, LANGUAGES, ROOT, copy_project, files_below, mkdocs, page_file, page_url
from publishing.offline import pack

LARGEST = 10_000_000
KINDS = ("index.md", "fixes/gradient-argument.md", "situations/vector-backward.md", "reference/rule.md", "about.md")
PALETTE = ".palette button:not([hidden])"


@pytest.fixture(scope="module")
def unpacked(site_of_files, tmp_path_factory):
    """The folder that a reader has after the zip is unpacked, in a place with an awkward name."""
    folder = tmp_path_factory.mktemp("downloads of 读者 #1")
    with ZipFile(f"{site_of_files}.zip") as archive:
        archive.extractall(folder)
    (found,) = folder.iterdir()
    return found


def test_the_zip_is_small_and_holds_the_whole_edition(site_of_files, unpacked):
    with ZipFile(f"{site_of_files}.zip") as archive:
        assert archive.testzip() is None
        assert {stat.filemode(entry.external_attr >> 16) for entry in archive.infolist()} == {"?rw-r--r--"}
    assert site_of_files.with_name(f"{site_of_files.name}.zip").stat().st_size < LARGEST
    assert unpacked.name == site_of_files.name
    assert files_below(unpacked) == files_below(site_of_files)


def test_the_same_files_give_the_same_zip(tmp_path):
    for place in ("a", "b"):
        folder = tmp_path / place / "edition"
        (folder / "zh").mkdir(parents=True)
        for name in sorted(("index.html", "zh/index.html", "文.txt"), reverse=place == "b"):
            (folder / name).write_text(name, "utf-8")
        (folder / "index.html").chmod(0o644 if place == "a" else 0o600)
        pack(folder, folder)
    first, second = ((tmp_path / place / "edition.zip").read_bytes() for place in ("a", "b"))
    assert first == second


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_opens_from_its_file(browser, unpacked, language):
    with watched(browser, f"{unpacked.as_uri()}/") as (page, problems):
        for path in KINDS:
            page.goto(page_file(language, path), wait_until="networkidle")
            assert page.locator("html").get_attribute("lang") == language
            assert page.locator("article h1").is_visible()
        assert problems == []


def test_what_an_edition_of_files_asks_of_a_host_is_seen(browser, unpacked):
    with watched(browser, f"{unpacked.as_uri()}/") as (page, problems):
        page.goto("index.html")
        page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
        assert any("127.0.0.1:9" in problem for problem in problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_switch_copy_and_palette_work_from_files(browser, unpacked, language):
    address = f"{unpacked.as_uri()}/"
    other = next(each for each in LANGUAGES if each != language)
    with watched(browser, address, viewport={"width": 1366, "height": 768}, color_scheme="light") as (page, problems):
        page.goto(page_file(language, "index.md"))
        page.locator("article a[href*='reduce.html']").first.click()
        page.wait_for_url(f"{address}{page_file(language, 'fixes/reduce.md')}**")
        page.locator(".md-header .md-select button").hover()
        page.locator(f".md-header .md-select__link[hreflang={other}]").click()
        page.wait_for_url(f"{address}{page_file(other, 'fixes/reduce.md')}**")
        page.locator(PALETTE).click()
        page.locator(PALETTE).click()
        page.goto(page_file(language, "about.md"))
        assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
        page.goto(page_file(language, "index.md"))
        block = page.locator(".snippet__source:visible").first
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.evaluate("navigator.clipboard.writeText('nothing was copied')")
        block.hover()
        block.locator("button").click()
        page.wait_for_function("navigator.clipboard.readText().then(text => text != 'nothing was copied')")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.rstrip() == block.get_attribute("data-copy").rstrip()
        assert problems == []


@pytest.fixture
def small_project(tmp_path):
    """The project with one page in each language, and no programs."""
    folder = copy_project(tmp_path / "project")
    for language in LANGUAGES:
        shutil.rmtree(folder / "docs" / language)
        (folder / "docs" / language).mkdir()
        (folder / "docs" / language / "index.md").write_text("# A page {#page}\n", "utf-8")
    config = yaml_load((folder / "mkdocs.yml").read_text("utf-8"))
    (folder / "mkdocs.yml").write_text(yaml.dump({**config, "nav": ["index.md"]}), "utf-8")
    return folder


def test_a_site_that_is_given_the_edition_offers_it(small_project):
    packed, site = small_project / "dist" / "edition.zip", small_project / "site"
    packed.parent.mkdir()
    packed.write_bytes(bytes(1_260_000))
    config = yaml_load((small_project / "mkdocs.yml").read_text("utf-8"))
    config["extra"]["offline_edition"] = str(packed)
    (small_project / "mkdocs.yml").write_text(yaml.dump(config), "utf-8")
    done = mkdocs("build", folder=small_project)
    assert done.returncode == 0, done.stdout
    assert (site / packed.name).read_bytes() == packed.read_bytes()
    for language in LANGUAGES:
        document = site / page_url(language, "index.md") / "index.html"
        (link,) = BeautifulSoup(document.read_text("utf-8"), "html.parser").select(".md-footer a[download]")
        assert (document.parent / link["href"]).resolve() == site / packed.name
        assert link.get_text(strip=True) == BLOCKS[language]["extra"]["offline"].format(megabytes="1.3")


def test_a_site_that_is_given_none_offers_none(site):
    assert CONFIG["extra"]["offline_edition"] == ""
    document = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    assert document.select(".md-footer a[download]") == []


def test_an_edition_that_is_not_there_stops_the_build(tmp_path):
    missing = str(tmp_path / "none.zip")
    done = mkdocs("build", "--site-dir", str(tmp_path / "site"), folder=ROOT, OFFLINE_EDITION=missing)
    assert done.returncode == 1
    assert f"OFFLINE_EDITION: expected the zip that `make offline` writes\ngot      no file {missing}\n" in done.stdout
