"""Each page opens with its answer: whole on the first screen, on a phone and on a laptop, in each language."""

from __future__ import annotations

import re

import pytest

from problems import fail_with
from project import LANGUAGES, LIST, all_pages, messages, page_url
from sources import read_page

SCREENS = pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
FOLDERS = ("situations/", "fixes/")
ENTRY = re.compile(r"\]\((?P<page>[\w-]+\.md)#(?P<id>[\w-]+)\)")
# The bottom of each answer below the top of the screen; of its fix; how many blocks of code and labels it has.
MEASURE = """
() => [...document.querySelectorAll(".answer")].map(answer => ({
    bottom: answer.getBoundingClientRect().bottom,
    fixes: [...answer.querySelectorAll("pre")].map(fix => fix.getBoundingClientRect().bottom),
    wide: [...answer.querySelectorAll("pre > code")].some(code => code.scrollWidth > code.clientWidth),
    heading: answer.previousElementSibling?.id ?? "",
    labels: [...answer.querySelectorAll("p > strong:first-child")].map(label => label.textContent),
}))
"""


def too_low(name: str, answers: list[dict], height: int):
    """What of the answers lies below the first screen, or is not of the form."""
    for answer in answers:
        where = f"{name}#{answer['heading']}"
        if len(answer["fixes"]) != 1:
            yield f"{where}: expected one block of code in the answer, got {len(answer['fixes'])}"
        elif answer["bottom"] > height:
            yield f"{where}: expected the answer above {height}, got {answer['bottom']:.0f}"
        if len(answer["labels"]) != 3:
            yield f"{where}: expected three labels, got {answer['labels']}"


@SCREENS
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_of_a_page_is_on_its_first_screen(page, language, width, height):
    page.set_viewport_size({"width": width, "height": height})
    problems, labels = [], set()
    for path in all_pages(language):
        if not path.startswith(FOLDERS):
            continue
        page.goto(page_url(language, path), wait_until="domcontentloaded")
        answers = page.evaluate(MEASURE)
        if len(answers) != 1:
            problems.append(f"{path}: expected one answer, got {len(answers)}")
        problems += too_low(path, answers, height)
        labels |= {tuple(answer["labels"]) for answer in answers}
    if len(labels) != 1:
        problems.append(f"expected the same labels on all pages, got {labels}")
    fail_with(problems)


def listed(language: str) -> dict[str, set[str]]:
    """The entries of the list of similar errors: the ids on each page beside it."""
    found: dict[str, set[str]] = {}
    for entry in ENTRY.finditer(read_page(language, LIST).text):
        found.setdefault(f"reference/{entry['page']}", set()).add(entry["id"])
    return found


@SCREENS
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cause_of_a_message_opens_with_its_answer(page, language, width, height):
    """On the screen of a reader who comes by a link to it. A page's first heading has the table of causes instead."""
    page.set_viewport_size({"width": width, "height": height})
    problems, seen, entries = [], 0, listed(language)
    for path in messages():
        page.goto(page_url(language, path), wait_until="domcontentloaded")
        headings = [answer["heading"] for answer in page.evaluate(MEASURE)]
        for heading in headings:
            page.evaluate("id => document.getElementById(id)?.scrollIntoView()", heading)
            answers = [answer for answer in page.evaluate(MEASURE) if answer["heading"] == heading]
            if not heading or len(answers) != 1:
                problems.append(f"{path}#{heading}: expected an answer below a heading, got {len(answers)}")
            problems += too_low(path, answers, height)
            seen += len(answers)
        first = page.locator("h1").get_attribute("id")
        problems += [
            f"{path}#{entry}: expected an answer below the heading, got none"
            for entry in sorted(entries.get(path, set()) - {first} - set(headings))
            if path != LIST
        ]
    assert seen >= len(entries)
    fail_with(problems)


def test_an_answer_that_is_too_low_is_seen(page):
    page.goto(page_url("en", "situations/multi-gpu.md"))
    page.locator("h1").evaluate("it => { it.style.marginBottom = '99em' }")
    (problem,) = too_low("page", page.evaluate(MEASURE), 768)
    assert "expected the answer above 768" in problem
