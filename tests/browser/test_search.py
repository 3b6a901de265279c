"""Search as its users meet it: in a browser, over HTTP and from files, each language in an index of its own."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from browsing import watched
from project import BLOCKS, CONFIG, LANGUAGES, LIST, ROOT, all_pages, all_reports, page_file, page_url
from sources import read_page

SEEN = 3  # results, before one has to scroll
FIELD = ".md-search__input"
RESULTS = ".md-search-result__item > .md-search-result__link"


def queries(language):
    """What people type, and where it should lead them: data, see the files. Those of the reports come last."""
    listed = yaml.safe_load((ROOT / "tests" / "browser" / "queries" / f"{language}.yml").read_text("utf-8"))
    reports = (report for reports in all_reports().values() for report in reports if report["language"] == language)
    return listed + [
        {"query": query, "page": report["section"].partition("#")[0]}
        for report in reports
        for query in report.get("queries", [])
    ]


def wanted(entry):
    return [entry["page"]] if isinstance(entry["page"], str) else entry["page"]


@pytest.fixture(params=["http", "file"])
def edition(request):
    """Where the site is, and how the pages are called there."""
    if request.param == "http":
        return request.getfixturevalue("address"), page_url
    site = request.getfixturevalue("site_of_files")
    return f"{site.as_uri()}/", page_file


# All in one go, since a round trip to the browser takes longer than an answer.
ASK = """
async ([field, results, queries]) => {
    const input = document.querySelector(field)
    const links = () => [...document.querySelectorAll(results)]
    const type = async (text, done) => {
        input.value = text
        input.dispatchEvent(new InputEvent("input", {bubbles: true}))
        while (!done()) await new Promise(resolve => setTimeout(resolve))
    }
    const found = []
    for (const query of queries) {
        await type("", () => !links().length)
        await type(query, () => links().length)
        found.push(links().map(link => link.href.split(/[?#]/)[0]))
    }
    return found
}
"""


def ask(page, *queries):
    """Type the queries, one after another; for each, the pages that come up, in their order."""
    page.locator(FIELD).focus()
    return [list(dict.fromkeys(found)) for found in page.evaluate(ASK, [FIELD, RESULTS, queries])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_answers_is_among_the_first(browser, edition, language):
    address, url = edition
    ours = {address + url(language, path) for path in all_pages(language)}
    missed = []
    with watched(browser, address) as (page, problems):
        page.goto(url(language, "about.md"))
        asked = queries(language)
        for entry, found in zip(asked, ask(page, *(entry["query"] for entry in asked)), strict=True):
            assert set(found) <= ours
            seen = found[: 1 if entry.get("first") else SEEN]
            if not {address + url(language, path) for path in wanted(entry)} & set(seen):
                got = ", ".join(each.removeprefix(address) for each in found[:SEEN])
                missed.append(f"{entry['query']}: expected {' or '.join(wanted(entry))}, got {got}")
        assert problems == []
    if missed:
        pytest.fail(f"{len(missed)} queries\n" + "\n".join(missed), pytrace=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_queries_ask_for_every_page(language):
    asked = {path for entry in queries(language) for path in wanted(entry)}
    assert asked == set(all_pages(language))
    assert len({entry["query"] for entry in queries(language)}) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_of_the_queries_are_in_other_words_than_the_keywords(language):
    ours = (read_page(language, path).front_matter["search"]["keywords"] for path in all_pages(language))
    keywords = {keyword.lower() for each in ours for keyword in each}
    asked = [entry["query"].lower() for entry in queries(language)]
    assert sum(query not in keywords for query in asked) >= len(asked) / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_has_every_page_of_its_language_and_no_program(site, language):
    folder = page_url(language, "index.md")
    index = json.loads((site / folder / "search" / "search_index.json").read_text("utf-8"))
    pages = {
        entry["location"].partition("#")[0].removeprefix("./"): entry
        for entry in index["docs"]
        if "#" not in entry["location"]
    }
    assert pages.keys() == {page_url(language, path).removeprefix(folder) for path in all_pages(language)}
    assert all(entry["keywords"] and entry["description"] for entry in pages.values())
    text = json.dumps(index, ensure_ascii=False)
    assert "import torch" not in text
    assert "\u200b" not in text


def test_a_query_is_answered_while_it_is_typed_and_after_a_paste_by_mouse(page):
    page.goto(page_url("en", "about.md"))
    page.locator(FIELD).press_sequentially("is_grads_bat")
    page.locator(RESULTS).filter(has_text="every derivative").first.wait_for()
    page.locator(FIELD).fill("")
    page.evaluate(
        """selector => {
            const field = document.querySelector(selector)
            field.value = "WGAN-GP"
            field.dispatchEvent(new InputEvent("input", {bubbles: true, inputType: "insertFromPaste"}))
        }""",
        FIELD,
    )
    page.locator(RESULTS).filter(has_text="Gradient penalty").first.wait_for()


def results(page, query):
    """What comes up, as text, once it is there."""
    page.locator(FIELD).fill(query)
    page.locator(RESULTS).first.wait_for()
    return page.locator(".md-search-result__list").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", [*CONFIG["extra"]["other_errors"], "RuntimeError: CUDA error: out of memory!"])
def test_the_message_of_another_error_is_named_as_one(page, language, query):
    page.goto(page_url(language, "about.md"))
    page.locator(FIELD).focus()
    text = results(page, query)
    assert BLOCKS[language]["extra"]["search_words"]["other"]["title"] in text
    assert page.locator(RESULTS).count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_leads_to_a_page_that_is_there(browser, edition, language):
    address, url = edition
    with watched(browser, address) as (page, problems):
        page.goto(url(language, "about.md"))
        found = ask(page, CONFIG["extra"]["other_errors"][0], "xyzzyx")
        assert problems == []
    assert found == [[address + url(language, LIST)], [address + url(language, "index.md")]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_results_lead_on(page, language):
    page.goto(page_url(language, "about.md"))
    page.locator(FIELD).focus()
    assert BLOCKS[language]["extra"]["search_words"]["none"]["title"] in results(page, "xyzzyx")
    page.locator(RESULTS).first.click()
    page.wait_for_url(f"**/{page_url(language, 'index.md')}#situations")


def test_a_misspelt_word_that_was_found_is_not_struck_out(page):
    page.goto(page_url("en", "about.md"))
    page.locator(FIELD).focus()
    results(page, "jacobain")
    assert page.locator(".md-search-result del").count() == 0


def test_no_teaser_ends_inside_a_word(page):
    page.goto(page_url("en", "about.md"))
    page.locator(FIELD).focus()
    text = " ".join(read_page("en", path).text for path in all_pages("en"))
    words = set(re.findall(r"\w+", text))
    ends = []
    for query in ("gradient", "batch", "sum", "DataParallel"):
        results(page, query)
        teasers = page.locator(".md-search-result__article").all_text_contents()
        ends += [re.findall(r"\w+", teaser)[-1] for teaser in teasers if teaser.endswith(" …")]
    assert len(ends) > 5
    assert set(ends) <= words


@pytest.mark.parametrize("query", ["?!", "<img src=x onerror=alert(1)>", "a:b ^~ +-*", "％＃", "  "])
def test_a_query_of_signs_does_no_harm(page, query):
    page.goto(page_url("zh", "about.md"))
    ask(page, "梯度")
    page.locator(FIELD).fill(query)
    page.wait_for_timeout(100)
    assert page.locator(".md-search-result img").count() == 0


@pytest.mark.parametrize(
    ("language", "query", "marked"),
    [("en", "jacobian", "Jacobian"), ("zh", "雅可比", "雅可比"), ("en", "gather", "gathered")],
)
def test_what_was_found_is_marked(page, language, query, marked):
    page.goto(page_url(language, "about.md"))
    ask(page, query)
    assert marked in page.locator(".md-search-result mark").all_inner_texts()


def test_enter_leads_to_the_first_page(page, address):
    page.goto(page_url("zh", "about.md"))
    first = ask(page, "多卡")[0][0]
    page.locator(FIELD).press("Enter")
    page.wait_for_url(f"{first}**")
