"""A third language: one folder and one block in ``mkdocs.yml``, and nothing else."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.utils.yaml import yaml_load

from built import XML, alternates, meta
from languages.completeness import lacks, nav_titles
from project import BLOCKS, CONFIG, DEFAULT, LANGUAGES, SITE_PATH, SITE_URL, copy_project, mkdocs

THIRD = next(language for language in ("ja", "ko") if language not in LANGUAGES)
ALL = (*LANGUAGES, THIRD)
TITLES = ("The error", "Why a scalar")
NAV = dict(zip(TITLES, ("index.md", "why.md"), strict=True))
PAGE = "---\ntitle: {language} {name}\ndescription: A page\n---\n\n# A page {{#page}}\n\n```snippet\npage/a.py\n```\n"


def translated(block, prefix: str):
    """The block with every text changed, so that each can be told from the original."""
    if isinstance(block, dict):
        return {key: translated(value, prefix) for key, value in block.items()}
    if isinstance(block, list):
        return [translated(value, prefix) for value in block]
    return f"{prefix} {block}" if isinstance(block, str) else block


def third_block() -> dict:
    """What a translator adds to ``mkdocs.yml``: the default language's block in other words."""
    block = translated({**BLOCKS[DEFAULT], "default": False}, THIRD)
    return {**block, "locale": THIRD, "nav_translations": {title: f"{THIRD} {title}" for title in TITLES}}


def three_languages(folder: Path, block: dict) -> Path:
    """The project in the folder, with few pages, and with the third language's block."""
    copy_project(folder)
    for name in ("docs", "snippets"):
        shutil.rmtree(folder / name)
    config = yaml_load((folder / "mkdocs.yml").read_text("utf-8"))
    (i18n,) = (plugin["i18n"] for plugin in config["plugins"] if "i18n" in plugin)
    i18n["languages"].append(block)
    config |= {"nav": [{title: name} for title, name in NAV.items()], "site_url": SITE_URL}
    (folder / "mkdocs.yml").write_text(yaml.dump(config), "utf-8")
    for language in ALL:
        (folder / "docs" / language).mkdir(parents=True)
        for name in NAV.values():
            (folder / "docs" / language / name).write_text(PAGE.format(language=language, name=name), "utf-8")
    (folder / "snippets" / "page").mkdir(parents=True)
    (folder / "snippets" / "page" / "a.py").write_text("print('ran')\n", "utf-8")
    return folder


def read(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text("utf-8"), "html.parser")


@pytest.mark.builds
def test_a_third_language_needs_its_pages_and_its_block_only(tmp_path):
    folder = three_languages(tmp_path / "project", third_block())
    done = mkdocs("build", "--strict", folder=folder)
    assert done.returncode == 0, done.stdout
    check_pages(folder / "site")
    check_404_page(folder / "site")
    check_sitemap(folder / "site")


def check_pages(site: Path) -> None:
    blocks = BLOCKS | {THIRD: third_block()}
    expected = {language: f"{SITE_URL}{'' if language == DEFAULT else f'{language}/'}why/" for language in ALL}
    for language in ALL:
        document = read(site, expected[language].removeprefix(SITE_URL) + "index.html")
        extra = blocks[language]["extra"]
        assert document.html["lang"] == language
        assert alternates(document) == expected | {"x-default": expected[DEFAULT]}
        assert meta(document, "og:locale") == [extra["og_locale"]]
        assert meta(document, "og:locale:alternate") == [
            blocks[other]["extra"]["og_locale"] for other in ALL if other != language
        ]
        switch = {
            link["hreflang"]: urljoin(expected[language], link["href"])
            for link in document.select(".md-header a[hreflang]")
        }
        assert switch == expected
        offered = {offer["lang"]: offer.span.get_text() for offer in document.select(".offer")}
        assert offered == {other: blocks[other]["extra"]["offer"]["text"] for other in ALL if other != language}
        label = document.select_one(".snippet__label").get_text()
        assert label == extra["snippet_labels"]["right"]
        assert document.select_one(".snippet__output").get_text().strip() == "ran"
        toggles = [label["title"] for label in document.select(".palette button")]
        assert sorted(toggles) == sorted(each["toggle"]["name"] for each in blocks[language]["theme"]["palette"])
    titles = [" ".join(item.get_text().split()) for item in document.select(".md-nav--primary a.md-nav__link")]
    assert {f"{THIRD} {title}" for title in TITLES} <= set(titles)


def check_404_page(site: Path) -> None:
    links = {link["hreflang"]: link["href"] for link in read(site, "404.html").select("article a")}
    assert links == {language: f"{SITE_PATH}{'' if language == DEFAULT else f'{language}/'}" for language in ALL}


def check_sitemap(site: Path) -> None:
    urls = ElementTree.parse(site / "sitemap.xml").getroot().findall("sitemap:url", XML)
    assert len(urls) == len(ALL) * len(NAV)
    for url in urls:
        named = [link.get("hreflang") for link in url.findall("xhtml:link", XML)]
        assert sorted(named) == sorted([*ALL, "x-default"])


def test_a_text_that_a_language_lacks_stops_the_build(tmp_path):
    block = third_block()
    del block["extra"]["offer"]["dismiss"], block["nav_translations"]["Why a scalar"]
    folder = three_languages(tmp_path / "project", block)
    done = mkdocs("build", folder=folder)
    assert done.returncode == 1
    lines = (folder / "mkdocs.yml").read_text("utf-8").split("\n")
    (line,) = (number for number, line in enumerate(lines, start=1) if line.strip(" -") == f"locale: {THIRD}")
    assert done.stdout.endswith(
        f"mkdocs.yml:{line}: expected the block of the language {THIRD} to have what the others have\n"
        "got      none of extra.offer.dismiss, nav_translations.Why a scalar\n\nAborted with a BuildError!\n"
    )


@pytest.mark.parametrize(
    ("remove", "lacking"),
    [
        ((), []),
        (("site_description",), ["site_description"]),
        (("extra",), [f"extra.{name}" for name in ("og_locale", "snippet_labels.raises", "snippet_labels.wrong")]),
        (("extra", "not_found", "home"), ["extra.not_found.home"]),
        (("theme", "palette", 2), ["theme.palette.2.toggle.name"]),
        (("nav_translations",), [f"nav_translations.{title}" for title in TITLES]),
    ],
)
def test_what_a_block_lacks_is_named(remove, lacking):
    block = copy.deepcopy(third_block())
    if remove:
        *path, last = remove
        inner = block
        for name in path:
            inner = inner[name]
        del inner[last]
    block.setdefault("nav_translations", None)
    found = list(lacks(block, [BLOCKS[DEFAULT], block], list(TITLES)))
    assert found[: len(lacking)] == lacking
    assert bool(found) == bool(lacking)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_translation_is_of_a_title_in_the_navigation(language):
    assert set(BLOCKS[language]["nav_translations"]) == set(nav_titles(CONFIG["nav"]))
