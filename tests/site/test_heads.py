"""What the head of each page, the sitemap and the 404 page tell search engines, social cards and screen readers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from fractions import Fraction
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

import sources
from built import XML, alternates, meta
from project import BLOCKS, DEFAULT, LANGUAGES, SITE_PATH, SITE_URL, all_pages, page_url

# A search engine cuts a title at some 600 pixels and a description at some 960. A Latin letter takes 8.6 pixels of a
# title and 6 of a description, a Chinese one 20 and 14. The lower bounds make them say more than a word.
WIDE = Fraction(7, 3)
BOUNDS = {"title": (18, 70), "description": (70, 160)}
EVERY = [(language, path) for language in LANGUAGES for path in all_pages(language)]


@pytest.fixture(scope="module")
def heads(site) -> dict[tuple[str, str], BeautifulSoup]:
    """The head of each page, by language and path, with its ``<html>`` element."""
    found = {}
    for language, path in EVERY:
        text = (site / page_url(language, path) / "index.html").read_text("utf-8")
        found[language, path] = read_head(text)
    return found


def read_head(text: str) -> BeautifulSoup:
    """The head of a page, each attribute as it is written."""
    return BeautifulSoup(text.partition("</head>")[0], "html.parser", multi_valued_attributes=None)


def addresses(path: str) -> dict[str, str]:
    """The page's address in each language, and for readers of none of them, as ``hreflang`` names them."""
    found = {language: SITE_URL + page_url(language, path) for language in LANGUAGES}
    return found | {"x-default": found[DEFAULT]}


def width(text: str) -> Fraction | int:
    """How much room the text takes, in Latin letters."""
    return sum(WIDE if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def misfits(kind: str, texts: dict[str, str]) -> list[str]:
    """The texts, by page, that a search engine would cut, that say nothing, or that another page has too."""
    least, most = BOUNDS[kind]
    counts = Counter(texts.values())
    return [
        f"{page}: expected a {kind} of its own, {least} to {most} letters wide, got {float(width(text)):.0f}: {text}"
        for page, text in texts.items()
        if counts[text] > 1 or not least <= width(text) <= most
    ]


@pytest.mark.parametrize("kind", BOUNDS)
def test_every_page_has_its_own_text_that_fits(kind):
    texts = {page.name: page.front_matter[kind] for page in sources.all_sources()}
    if problems := misfits(kind, texts):
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["x" * 18, "y" * 70], 0),
        (["x" * 17], 1),
        (["x" * 71], 1),
        (["损" * 30], 0),
        (["损" * 31], 1),
        (["The same for two pages", "The same for two pages"], 2),
    ],
)
def test_a_misfit_is_found(texts, count):
    assert len(misfits("title", {str(number): text for number, text in enumerate(texts)})) == count


def test_every_head_says_what_the_front_matter_says(heads):
    for (language, path), head in heads.items():
        front_matter = sources.read_page(language, path).front_matter
        others = [BLOCKS[other]["extra"]["og_locale"] for other in LANGUAGES if other != language]
        assert head.title.get_text() == front_matter["title"]
        assert meta(head, "description") == meta(head, "og:description") == [front_matter["description"].strip()]
        assert meta(head, "og:title") == [front_matter["title"]]
        assert meta(head, "og:type") == ["article"]
        assert meta(head, "og:locale") == [BLOCKS[language]["extra"]["og_locale"]]
        assert meta(head, "og:locale:alternate") == others
        assert meta(head, "og:url") == [SITE_URL + page_url(language, path)]
        assert len(meta(head, "og:site_name")) == len(meta(head, "twitter:card")) == 1
        assert meta(head, "robots") == []


def test_every_head_names_the_page_in_each_language(heads):
    for (language, path), head in heads.items():
        assert head.html["lang"] == language
        assert [link["href"] for link in head.select("link[rel=canonical]")] == [addresses(path)[language]]
        assert alternates(head) == addresses(path)


def test_no_head_makes_the_theme_look_for_a_sitemap(heads):
    assert [where for where, head in heads.items() if looked_up(head)] == []


def looked_up(head: BeautifulSoup) -> list:
    """The links below which the theme's script asks for a sitemap."""
    return head.find_all("link", rel="alternate")


def test_a_link_that_makes_the_theme_look_for_a_sitemap_is_seen():
    assert looked_up(read_head('<link rel="alternate" hreflang="en" href="a">'))
    assert not looked_up(read_head('<link rel="alternate " hreflang="en" href="a">'))


def test_a_site_without_an_address_names_none(site_of_files):
    for name in ("index.html", *(f"{language}/why.html" for language in LANGUAGES[1:])):
        head = read_head((site_of_files / name).read_text("utf-8"))
        assert meta(head, "og:title") != []
        assert meta(head, "og:url") == []
        assert alternates(head) == {}
        assert not head.select("link[rel=canonical]")
    assert list(site_of_files.glob("sitemap.xml*")) == []


def test_the_sitemap_names_each_page_in_each_language(site):
    urls = ElementTree.parse(site / "sitemap.xml").getroot().findall("sitemap:url", XML)
    assert len(urls) == len(EVERY)
    found = {url.findtext("sitemap:loc", namespaces=XML): url for url in urls}
    for language, path in EVERY:
        url = found[addresses(path)[language]]
        links = url.findall("xhtml:link", XML)
        assert {link.get("hreflang"): link.get("href") for link in links} == addresses(path)
        assert len(links) == len(addresses(path))


def test_the_404_page_speaks_every_language(site):
    document = BeautifulSoup((site / "404.html").read_text("utf-8"), "html.parser")
    texts = {language: BLOCKS[language]["extra"]["not_found"] for language in LANGUAGES}
    assert document.html["lang"] == DEFAULT
    assert document.title.get_text() == texts[DEFAULT]["title"]
    assert meta(document, "robots") == ["noindex"]
    assert meta(document, "og:url") == []
    assert not document.select("link[rel=canonical]")
    (heading,) = document.find_all("h1")
    assert {part["lang"]: part.get_text() for part in heading.find_all("span")} == {
        language: text["title"] for language, text in texts.items()
    }
    links = document.select("article li[lang] > a")
    assert {link.parent["lang"]: (link["href"], link.get_text()) for link in links} == {
        language: (SITE_PATH + page_url(language, "index.md"), text["home"]) for language, text in texts.items()
    }


def test_every_offer_is_in_the_language_that_it_offers(site):
    for language, path in EVERY:
        text = (site / page_url(language, path) / "index.html").read_text("utf-8")
        above = text.partition("<body")[2].partition("<header")[0]
        offers = BeautifulSoup(above, "html.parser").select("aside.offer[hidden]")
        assert [offer["lang"] for offer in offers] == [other for other in LANGUAGES if other != language]
        for offer in offers:
            texts = BLOCKS[offer["lang"]]["extra"]["offer"]
            assert offer["aria-label"] == BLOCKS[offer["lang"]]["name"]
            assert offer.span.get_text() == texts["text"]
            assert offer.button.get_text() == texts["dismiss"]
            assert offer.a.get_text() == texts["accept"]
            target = urljoin(SITE_URL + page_url(language, path), offer.a["href"])
            assert target == addresses(path)[offer.a["hreflang"]] == addresses(path)[offer["lang"]]
