"""What went wrong, on a page of ``mkdocs serve``: as wide as the text, and beside it nothing says "works"."""

from __future__ import annotations

import pytest

from browsing import watched
from pages.failing import box
from project import LANGUAGES, page_url

MESSAGE = "docs/en/why.md:12: " + "expected " * 60 + "\ngot      " + "unbroken" * 80
# The message in the place of what a program that says it works printed.
PLANT = """html => {
    const snippet = document.querySelector(".snippet--right:has(> .snippet__source)")
    for (const one of snippet.querySelectorAll(".snippet__label, .snippet__output")) one.remove()
    snippet.insertAdjacentHTML("beforeend", html)
    document.querySelector("h1").insertAdjacentHTML("beforebegin", html)
}"""
CONTRAST = """it => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
    const light = color => {
        canvas.fillStyle = color
        canvas.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(x => x / 255)
            .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    }
    const page = light(getComputedStyle(document.body).backgroundColor)
    const both = [page, light(getComputedStyle(it).color)]
    return Math.max(...both) / Math.min(...both)
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1366])
def test_a_fault_is_as_wide_as_the_text(browser, address, language, scheme, width):
    with watched(browser, address, viewport={"width": width, "height": 780}, color_scheme=scheme) as (page, problems):
        page.goto(page_url(language, "index.md"))
        page.evaluate(PLANT, box(MESSAGE))
        text = page.locator("article").bounding_box()
        faults = page.locator(".failure")
        assert faults.count() == 2
        for fault in (*faults.all(), *faults.locator("pre").all()):
            place = fault.bounding_box()
            assert text["x"] <= place["x"]
            assert place["x"] + place["width"] <= text["x"] + text["width"] + 1
            assert fault.evaluate("it => it.scrollWidth <= it.clientWidth")
        assert faults.locator("pre").first.evaluate(CONTRAST) >= 4.5
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        title = page.locator(".snippet:has(> .failure) .filename")
        assert title.evaluate("it => getComputedStyle(it, '::before').content") == "none"
        edge = "it => getComputedStyle(it).borderInlineStartColor"
        assert page.locator(".snippet:has(> .failure)").evaluate(edge) == "rgba(0, 0, 0, 0)"
        assert problems == []
