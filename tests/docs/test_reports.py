"""Every report leads to a section that answers it, at most two links from the error page.

What people reported, with what was wrong, what helped and what would not, is data: ``tests/reports/<page>.yml``.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import PurePosixPath

import pytest

from built import LINK
from problems import fail_with
from project import DOCS, LANGUAGES, all_pages, all_reports, messages
from sources import read_page

REPORTS = all_reports()
NEEDED = {"url", "language", "sees", "cause", "fix", "section"}
OPTIONAL = {"trap", "queries"}
REPORTS_PER_PAGE = 10
HOME = "index.md"


@cache
def ids(language: str, path: str) -> set[str]:
    return {heading.id for heading in read_page(language, path).headings}


@cache
def linked(language: str, path: str) -> set[str]:
    """The pages that a page links."""
    text = (DOCS / language / path).read_text("utf-8")
    targets = (match["target"].partition("#")[0] for match in LINK.finditer(text))
    folder = PurePosixPath(path).parent
    return {posixpath.normpath(folder / target) for target in targets if target.endswith(".md")}


def faults(name: str, reports: object, languages=LANGUAGES):
    """What is wrong with the reports of the file of that name."""
    slugs = {PurePosixPath(page).stem for page in all_pages(languages[0])}
    if name not in slugs:
        yield f"tests/reports/{name}.yml: expected the name of a page, got {name}"
    if not isinstance(reports, list):
        yield f"tests/reports/{name}.yml: expected a list of reports, got {type(reports).__name__}"
        return
    for number, report in enumerate(reports, 1):
        where = f"tests/reports/{name}.yml: report {number}"
        lacking, unknown = NEEDED - report.keys(), report.keys() - NEEDED - OPTIONAL
        if lacking or unknown:
            yield f"{where}: expected {sorted(NEEDED)}, lacking {sorted(lacking)}, unknown {sorted(unknown)}"
            continue
        for key in NEEDED - {"section"} | report.keys() & {"trap"}:
            if not isinstance(report[key], str) or not report[key].strip():
                yield f"{where}: expected words for {key}, got {report[key]!r}"
        if not re.match(r"https?://\S+$", str(report["url"])):
            yield f"{where}: expected an address, got {report['url']}"
        if report["language"] not in languages:
            yield f"{where}: expected a language of the site, got {report['language']}"
        path, _, anchor = report["section"].partition("#")
        for language in languages:
            if path not in all_pages(language) or (anchor and anchor not in ids(language, path)):
                yield f"{where}: expected a section that exists in {language}, got {report['section']}"


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_is_whole_and_leads_to_a_section(name):
    fail_with(list(faults(name, REPORTS[name])))


GOOD = {
    "url": "https://example.org/1",
    "language": "en",
    "sees": "a vector",
    "cause": "no reduction",
    "fix": "a mean",
    "section": "index.md#fixes",
}


@pytest.mark.parametrize(
    ("name", "reports", "said"),
    [
        ("index", [GOOD], None),
        ("nowhere", [GOOD], "expected the name of a page, got nowhere"),
        ("index", {}, "expected a list of reports, got dict"),
        ("index", [{**GOOD, "fixes": "a"}], "unknown ['fixes']"),
        ("index", [{key: GOOD[key] for key in GOOD if key != "cause"}], "lacking ['cause']"),
        ("index", [{**GOOD, "trap": ""}], "expected words for trap, got ''"),
        ("index", [{**GOOD, "url": "example.org"}], "expected an address, got example.org"),
        ("index", [{**GOOD, "language": "pl"}], "expected a language of the site, got pl"),
        ("index", [{**GOOD, "section": "index.md#nothing"}], "expected a section that exists in en"),
        ("index", [{**GOOD, "section": "nowhere.md"}], "expected a section that exists in zh"),
    ],
)
def test_a_faulty_report_is_found(name, reports, said):
    found = list(faults(name, reports))
    assert found == [] if said is None else any(said in each for each in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_two_links_from_the_error_page(language):
    near = linked(language, HOME)
    near = near | {HOME}.union(*(linked(language, path) for path in near if path in all_pages(language)))
    answers = {report["section"].partition("#")[0] for reports in REPORTS.values() for report in reports}
    assert answers
    assert answers <= near


def test_reports_stand_beside_every_situation_and_message():
    """Ten for each page, so that a page is written for more than the one program that it shows."""
    counts = {
        path: sum(report["section"].startswith(path) for reports in REPORTS.values() for report in reports)
        for path in all_pages(LANGUAGES[0])
        if path.startswith("situations/") or path in messages()[1:]  # the first is their list
    }
    assert len(counts) > len(messages())
    fail_with(
        [f"{path}: expected {REPORTS_PER_PAGE} reports, got {n}" for path, n in counts.items() if n < REPORTS_PER_PAGE]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_error_page_leads_to_every_situation(language):
    folder = DOCS / language
    situations = {path.relative_to(folder).as_posix() for path in (folder / "situations").glob("*.md")}
    assert situations
    text = (folder / HOME).read_text("utf-8")
    table = re.search(r"\{#situations\}\n(.*?)\n## ", text, re.S)[1]
    assert situations <= {match["target"].partition("#")[0] for match in LINK.finditer(table)}
