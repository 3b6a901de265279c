"""Programs and what they printed read well: no message is cut, marks and buttons can be seen, changes be copied."""

from __future__ import annotations

import re

import pytest

from accessibility import SCHEMES
from browsing import restyle
from problems import fail_with
from project import BLOCKS, DEFAULT, LANGUAGES, SNIPPETS, all_pages, page_url

HOME = page_url(DEFAULT, "index.md")
# Of each line that must be whole: what of it lies beyond its block's edge.
CUT = """
() => [...document.querySelectorAll(".snippet__message, .snippet--raises .snippet__source .hll")].filter(line => {
    const code = line.closest("code").getBoundingClientRect()
    const range = document.createRange()
    range.selectNodeContents(line)
    return [...range.getClientRects()].some(rect => rect.right > code.right + 1)
}).map(line => line.textContent.slice(0, 60))
"""
# The buttons that lie on the text of their block.
ON_TEXT = """
() => [...document.querySelectorAll("article .md-code__nav")].filter(nav => {
    const button = nav.getBoundingClientRect()
    const code = nav.parentElement.querySelector("code").getBoundingClientRect()
    return button.width && button.bottom > code.top + 1 && button.left < code.right - 1
}).length
"""
# The contrast of each mark with what it lies on; below 3 it is hard to see.
CONTRAST = """
() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
    const rgb = color => {
        canvas.clearRect(0, 0, 1, 1)
        canvas.fillStyle = color
        canvas.fillRect(0, 0, 1, 1)
        return [...canvas.getImageData(0, 0, 1, 1).data]
    }
    const ground = element => {
        for (; element; element = element.parentElement) {
            const color = rgb(getComputedStyle(element).backgroundColor)
            if (color[3] === 255) return color
        }
        return [255, 255, 255]
    }
    const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    const luminance = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255)
    const contrast = (a, b) => {
        const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
        return (high + 0.05) / (low + 0.05)
    }
    const marks = [
        [".md-code__button", "::after", "backgroundColor"], [".snippet .filename", "::before", "color"],
        [".snippet__label", "::before", "color"], ["summary", "::after", "backgroundColor"],
        [".change ins", "::before", "color"], [".change del", "::before", "color"],
    ]
    const found = []
    for (const [selector, part, property] of marks)
        for (const element of document.querySelectorAll(selector)) {
            const value = contrast(rgb(getComputedStyle(element, part)[property]), ground(element))
            if (value < 3) found.push(`${selector}${part}: ${value.toFixed(2)}`)
        }
    for (const element of document.querySelectorAll(".snippet")) {
        const value = contrast(rgb(getComputedStyle(element).borderInlineStartColor), ground(element.parentElement))
        if (value < 3) found.push(`the edge of ${element.className}: ${value.toFixed(2)}`)
    }
    return [...new Set(found)]
}
"""
EDGES = "them => [...new Set(them.map(it => getComputedStyle(it).borderInlineStartStyle))]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_cut_and_no_button_lies_on_code_on_a_phone(page, language):
    page.set_viewport_size({"width": 390, "height": 844})
    problems = []
    for path in all_pages(language):
        page.goto(page_url(language, path), wait_until="domcontentloaded")
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        problems += [f"{path}: expected the whole line, got {line}…" for line in page.evaluate(CUT)]
        if count := page.evaluate(ON_TEXT):
            problems.append(f"{path}: expected buttons beside the code, got {count} on it")
    fail_with(problems)


def test_a_message_that_is_cut_is_seen(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(HOME)
    assert page.evaluate(CUT) == []
    restyle(page, ".snippet__message { white-space: pre !important }")
    assert page.evaluate(CUT)


def test_a_button_that_lies_on_code_is_seen(page):
    page.goto(HOME)
    assert page.evaluate(ON_TEXT) == 0
    restyle(page, ".snippet .md-code__nav { top: 4rem !important; right: 4rem !important }")
    assert page.evaluate(ON_TEXT)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_mark_can_be_seen(page, scheme):
    page.emulate_media(color_scheme=scheme)
    problems = []
    for path in ("index.md", "situations/multi-gpu.md", "situations/sum-or-mean.md", "reference/type-errors.md"):
        page.goto(page_url(DEFAULT, path))
        problems += [f"{path} {scheme}: {found}" for found in page.evaluate(CONTRAST)]
    fail_with(problems)


def test_a_mark_that_cannot_be_seen_is_found(page):
    page.goto(HOME)
    restyle(page, ".md-code__button { color: #eee !important }")
    assert any(found.startswith(".md-code__button") for found in page.evaluate(CONTRAST))


@pytest.mark.parametrize("colors", ["none", "active"])
def test_the_three_states_differ_by_word_sign_and_edge(page, colors):
    page.emulate_media(forced_colors=colors)
    page.goto(page_url(DEFAULT, "situations/multi-gpu.md"))
    seen = []
    for state in ("right", "wrong", "raises"):
        snippet = page.locator(f".snippet--{state}")
        (edge,) = snippet.evaluate_all(EDGES)
        label = snippet.locator(".snippet__label").first
        sign = label.evaluate("it => getComputedStyle(it, '::before').content")
        assert label.text_content() == BLOCKS[DEFAULT]["extra"]["snippet_labels"][state]
        seen.append((edge, sign))
    assert [edge for edge, _ in seen] == ["solid", "dashed", "double"]
    assert len({sign for _, sign in seen}) == 3


def test_buttons_are_drawn_where_the_system_chooses_all_colours(page):
    page.emulate_media(forced_colors="active")
    page.goto(HOME)
    for selector in (".md-code__button", ".snippet__fold > summary"):
        mark = page.locator(selector).first
        drawn = mark.evaluate("it => getComputedStyle(it, '::after').backgroundColor")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert drawn != ground, selector


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_button_is_named_for_its_program(page, language):
    page.goto(page_url(language, "index.md"))
    labels = BLOCKS[language]["extra"]["snippet_labels"]
    for kind in ("copy_program", "copy_output"):
        assert page.get_by_role("button", name=labels[kind].format(name="mean.py"), exact=True).count() == 1


def test_a_selection_takes_the_program_without_signs_and_without_what_was_removed(page):
    page.goto(HOME)
    source = page.locator(".snippet__source:has(.change)").first
    source.locator("details").evaluate_all("them => them.forEach(it => it.open = true)")
    selected = source.locator("pre").evaluate_all(
        """them => {
            const range = document.createRange()
            range.setStartBefore(them[0])
            range.setEndAfter(them.at(-1))
            getSelection().removeAllRanges()
            getSelection().addRange(range)
            return getSelection().toString()
        }"""
    )
    lines = [line for line in selected.splitlines() if line.strip() and "unchanged" not in line]
    program = (SNIPPETS / "index" / "mean.py").read_text("utf-8")
    assert lines == [line for line in program.splitlines() if line.strip()]


def test_unchanged_lines_open_on_demand_by_keyboard(page):
    page.goto(HOME)
    fold = page.locator(".change .snippet__fold").first
    hidden = fold.get_by_text("import torch")
    assert not hidden.is_visible()
    assert re.fullmatch(r"\d+ unchanged lines", fold.locator("summary").inner_text())
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert hidden.is_visible()
