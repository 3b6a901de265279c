"""What programs read of the site says the same as the pages: their Markdown twins, and the lists of these."""

from __future__ import annotations

import json
import posixpath
import re
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from mkdocs.exceptions import PluginError
from PIL import Image

import sources
from built import LINK, explanations_on, outputs_on
from pages.heads import ran_with
from project import BLOCKS, EPOCH, LANGUAGES, SITE_URL, SNIPPETS, all_pages, files_below, page_url
from publishing.explain import NAME
from publishing.markdown_twins import reach_from
from publishing.social_card import draw
from publishing.tool import Tool
from running.environments import environment_of

FULL = "llms-full.txt"
INDEX = "llms.txt"
ENTRY = re.compile(r"- \[(?P<title>.+?)\]\((?P<address>\S+)\)(?:: (?P<description>.+))?")


def twin_of(language: str, path: str) -> str:
    """Where the twin of the page ``path`` lies, below the site's root."""
    return page_url(language, path) + "index.html.md"


def folder_of(language: str) -> str:
    return page_url(language, "index.md")


def code_blocks(page: sources.Page) -> list[tuple[str, str]]:
    """The language and the text of every code block."""
    return [(fence.language, dedent("\n".join(line for _, line in fence.body)).rstrip("\n")) for fence in page.fences]


def expected_blocks(source: sources.Page, document: str, tool: Tool) -> list[tuple[str, str]]:
    """The code blocks that a page's twin must have: in place of a snippet, the file and what was printed."""
    rest, told = iter(outputs_on(document)), iter(explanations_on(document))
    blocks = []
    for fence, (language, text) in zip(source.fences, code_blocks(source), strict=True):
        if language != "snippet":
            blocks.append((language, tool.fill(text)))
            continue
        if 'show="output"' not in fence.options:
            blocks.append(("python", (SNIPPETS / fence.snippet).read_text("utf-8").rstrip("\n")))
        if 'show="source"' not in fence.options:
            blocks.append(("text", next(rest)))
        if fence.is_explained:
            blocks.append(("text", next(told)))
    assert next(rest, None) is next(told, None) is None
    return blocks


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_twin_that_shows_the_same(site, language):
    tool = Tool((site / NAME).read_text("utf-8"), SITE_URL + NAME, site / NAME)
    for path in all_pages(language):
        source = sources.read_page(language, path)
        twin = sources.parse(twin_of(language, path), (site / twin_of(language, path)).read_text("utf-8"))
        document = (site / page_url(language, path) / "index.html").read_text("utf-8")
        assert code_blocks(twin) == expected_blocks(source, document, tool), path
        assert [(each.level, each.id) for each in twin.headings] == [(each.level, each.id) for each in source.headings]
        live = any(not environment_of(fence.snippet) for fence in source.snippets)
        ran = {"ran": ran_with("2027-01-15", BLOCKS[language]["extra"]["ran"])} if live else {}
        assert twin.front_matter == {
            "title": source.front_matter["title"],
            "description": " ".join(source.front_matter["description"].split()),
            "lang": language,
            "url": SITE_URL + page_url(language, path),
            **ran,
        }
        for number, line in twin.prose:
            ours = re.sub(r"\(https://[^\s)]*\)", "", line)  # another project has files of that name too
            assert not re.search(r"</?(?:div|span)|\{ ?\.|place=\"|\.md[)#](?<!index\.html\.md[)#])", ours), (
                path,
                number,
            )


def faulty_links(files: dict[str, str]) -> list[str]:
    """Links of twins that lead to no twin, or to no heading in it. ``files`` has every twin's text by its path."""
    parsed = {name: sources.parse(name, text) for name, text in files.items()}
    problems = []
    for name, page in parsed.items():
        for number, line in page.prose:
            for match in LINK.finditer(line):
                if ":" in match["target"]:
                    continue
                target, _, fragment = match["target"].partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
                if target not in parsed or fragment not in ("", *(each.id for each in parsed[target].headings)):
                    problems.append(f"{name}:{number}: expected the path of a twin, got {match['target']}")
    return problems


def test_every_link_of_a_twin_leads_to_a_twin(site):
    twins = {name: text.decode() for name, text in files_below(site).items() if name.endswith(".md")}
    assert sorted(twins) == sorted(twin_of(language, path) for language in LANGUAGES for path in all_pages(language))
    assert sum(text.count("index.html.md") for text in twins.values()) > len(twins)
    assert faulty_links(twins) == []


@pytest.mark.parametrize(
    ("link", "faulty"),
    [
        ("b/index.html.md", False),
        ("b/index.html.md#here", False),
        ("https://pytorch.org", False),
        ("b/index.html.md#gone", True),
        ("b.md", True),
        ("../index.html.md", True),
    ],
)
def test_a_faulty_link_of_a_twin_is_found(link, faulty):
    twins = {"a/b/index.html.md": "# B {#here}", "a/index.html.md": f"[to]({link})\n"}
    assert bool(faulty_links(twins)) == faulty


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_lists_every_page_once(site, language):
    text = (site / folder_of(language) / INDEX).read_text("utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    sections = dict.fromkeys(line for line in lines if line.startswith("## "))
    assert list(sections)[-1] == "## Optional"
    entries = [ENTRY.fullmatch(line) for line in lines if line.startswith("- ")]
    main, optional = entries[: -len(LANGUAGES)], entries[-len(LANGUAGES) :]
    expected = {}
    for path in all_pages(language):
        about = sources.read_page(language, path).front_matter
        expected[SITE_URL + twin_of(language, path)] = (about["title"], " ".join(about["description"].split()))
    assert {entry["address"]: (entry["title"], entry["description"]) for entry in main} == expected
    assert len(main) == len(expected)
    others = [SITE_URL + folder_of(each) + INDEX for each in LANGUAGES if each != language]
    assert [entry["address"] for entry in optional] == [SITE_URL + folder_of(language) + FULL, *others]
    for entry in entries:
        assert (site / entry["address"].removeprefix(SITE_URL)).is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_full_text_holds_every_page(site, language):
    full = (site / folder_of(language) / FULL).read_text("utf-8")
    twins = [sources.parse("", (site / twin_of(language, path)).read_text("utf-8")) for path in all_pages(language)]
    blocks = [block for twin in twins for block in code_blocks(twin)]
    assert sorted(code_blocks(sources.parse(FULL, full))) == sorted(blocks)
    documents = re.findall(r"^---\n(title: .*?)^---\n", full, re.M | re.S)
    assert sorted(yaml.safe_load(each)["url"] for each in documents) == sorted(
        SITE_URL + page_url(language, path) for path in all_pages(language)
    )
    for match in LINK.finditer(full):
        if match["target"].endswith(".md") or ".md#" in match["target"]:
            assert match["target"].startswith((SITE_URL, "https://"))  # ours, or a file of another project


def test_every_page_names_its_twin(site):
    for path in sorted(Path(site).rglob("index.html")):
        (link,) = re.findall(r'<link rel="alternate " type="text/markdown" href="([^"]*)">', path.read_text("utf-8"))
        assert (path.parent / link).is_file()


def test_addresses_are_relative_where_the_site_has_none():
    assert reach_from("zh/why")("index.html.md") == "../../index.html.md"
    assert reach_from("")("why/index.html.md") == "why/index.html.md"
    assert reach_from("zh", SITE_URL)("index.html.md") == f"{SITE_URL}index.html.md"


SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_what_it_is(site, language):
    day = datetime.fromtimestamp(int(EPOCH), timezone.utc).date().isoformat()
    for path in all_pages(language):
        document = (site / page_url(language, path) / "index.html").read_text("utf-8")
        source = sources.read_page(language, path).front_matter
        (text,) = SCRIPT.findall(document)
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        article, *more = data["@graph"]
        (url,) = CANONICAL.findall(document)
        expected = {
            "@type": "TechArticle",
            "headline": source["title"],
            "description": source["description"],
            "inLanguage": language,
            "dateModified": day,
            "dependencies": f"PyTorch {version('torch').partition('+')[0]}",
            "url": url,
            "mainEntityOfPage": url,
        }
        assert {name: article.get(name) for name in expected} == expected
        assert article["isPartOf"]["@type"] == "WebSite"
        home = SITE_URL + folder_of(language)
        assert article["isPartOf"]["url"] == home
        assert bool(more) == (path != "index.md")
        for trail in more:
            assert trail["@type"] == "BreadcrumbList"
            items = trail["itemListElement"]
            assert [(item["@type"], item["position"], item["item"]) for item in items] == [
                ("ListItem", 1, home),
                ("ListItem", 2, url),
            ]
            assert all(item["name"] for item in items)


def test_a_page_in_a_section_names_it_in_its_language(site):
    sections = {}
    for language in LANGUAGES:
        document = (site / page_url(language, "fixes/reduce.md") / "index.html").read_text("utf-8")
        sections[language] = json.loads(SCRIPT.search(document)[1])["@graph"][0]["articleSection"]
    assert sections == {"en": "Fixes", "zh": "修复方法"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_to_a_page_are_shown_with_a_picture_in_its_language(site, language):
    picture = SITE_URL + f"assets/images/card-{language}.png"
    document = (site / page_url(language, "why.md") / "index.html").read_text("utf-8")
    for name in ('property="og:image"', 'name="twitter:image"'):
        assert f'<meta {name} content="{picture}">' in document
    assert json.loads(SCRIPT.search(document)[1])["@graph"][0]["image"] == picture
    with Image.open(site / picture.removeprefix(SITE_URL)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))


def test_the_pictures_differ(site):
    pictures = [(site / f"assets/images/card-{language}.png").read_bytes() for language in LANGUAGES]
    assert len(set(pictures)) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("line", "expected", "got"),
    [
        ("Ж", "NotoSansSC-Bold-subset.otf to have each character of the card: make card-font", "none for Ж"),
        ("long " * 30, "a line that fits on the card", "long " * 30),
    ],
)
def test_a_text_that_cannot_be_drawn_stops_the_build(line, expected, got):
    with pytest.raises(PluginError) as stopped:
        draw(line)
    assert str(stopped.value) == f"expected {expected}\ngot      {got}"
