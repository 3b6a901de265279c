"""The site without a mouse, without good eyes, and enlarged: one page of a kind. ``make audit`` looks at all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accessibility import SCHEMES, violations
from browsing import restyle
from project import DEFAULT, LANGUAGES, page_url
from sources import Heading, Page, all_sources

KINDS = ("index.md", "fixes/gradient-argument.md", "situations/vector-backward.md", "about.md")
HOME = page_url(DEFAULT, "index.md")
FIELD = ".md-search__input"
RESULT = ".md-search-result__link"


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(page, language, path):
    page.goto(page_url(language, path), wait_until="networkidle")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page, "color-contrast") == []  # the scheme changes nothing else


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_the_404_page(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("404.html", wait_until="networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_an_open_search_or_menu_on_a_phone(page, language):
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    page.goto(page_url(language, "about.md"))
    page.locator("label[for=__search].md-header__button").click()
    page.locator(FIELD).press_sequentially("torch")
    page.locator(RESULT).first.wait_for()
    assert violations(page) == []
    page.locator(".md-search__form label[for=__search]").click()
    page.locator("label[for=__drawer].md-header__button").click()
    assert violations(page) == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("<img src='data:,'>", "image-alt"),
        ("<nav>1</nav><nav>2</nav>", "landmark-unique"),
        ("<h5>A</h5>", "heading-order"),
        ("<p class='grey'>grey on grey</p>", "color-contrast"),
    ],
)
def test_what_shuts_a_reader_out_is_seen(page, content, rule):
    page.goto(page_url(DEFAULT, "about.md"))
    restyle(page, ".grey { color: #999; background: #aaa }")
    page.locator("article").evaluate("(it, content) => it.insertAdjacentHTML('beforeend', content)", content)
    assert any(found.startswith(f"{rule}: ") for found in violations(page, rule))


def disordered(page: Page):
    """Headings that leave out a level, or begin anew."""
    before = 0
    for heading in page.headings:
        if heading.level > before + 1 or (heading.level == 1) != (before == 0):
            yield f"{page.name}:{heading.line}: expected no heading of level {heading.level} after one of {before}"
        before = heading.level


def test_headings_are_in_order():
    assert [problem for page in all_sources() for problem in disordered(page)] == []


@pytest.mark.parametrize(
    ("levels", "problems"), [((1, 2, 3, 2), 0), ((2, 3), 1), ((1, 3), 1), ((1, 2, 1), 1), ((1, 2, 3, 4, 2), 0)]
)
def test_headings_out_of_order_are_found(levels, problems):
    page = Page("a.md", headings=[Heading(line, level, "a") for line, level in enumerate(levels)])
    assert len(list(disordered(page))) == problems


# What has the focus: its name, and whether it is seen to have it. A mark that fades in is there.
# None for the button that leads up: the theme takes the focus from it where the focus itself has scrolled down.
FOCUSED = """
async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    let it = document.activeElement
    if (it === document.body) return null
    if (it.closest(".tabbed-set") && it.type === "radio") it = document.querySelector(`label[for="${it.id}"]`)
    for (const change of document.getAnimations()) change.finish()
    const { outlineStyle, outlineWidth, opacity } = getComputedStyle(it)
    const { width, height } = it.getBoundingClientRect()
    const marked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && opacity > 0
    return { name: `${it.localName}.${it.className}`, visible: marked && width > 4 && height > 4 }
}
"""


def focus_every(page, limit=400):
    """Go through the page by the Tab key; what has the focus at each step, until it leaves the page."""
    steps = []
    while len(steps) < limit:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return steps
        if step := page.evaluate(FOCUSED):
            steps.append(step)
    pytest.fail(f"the focus has not left the page after {limit} steps")


@pytest.mark.parametrize("width", [1366, 390])
def test_the_focus_is_visible_wherever_it_goes(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(page_url(DEFAULT, "situations/vector-backward.md"), wait_until="networkidle")
    steps = focus_every(page)
    assert len(steps) > 30
    assert [step["name"] for step in steps if not step["visible"]] == []


def test_an_invisible_focus_is_seen(page):
    page.goto(page_url(DEFAULT, "about.md"), wait_until="networkidle")
    restyle(page, ".md-logo:focus-visible { outline: none }")
    hidden = [step["name"] for step in focus_every(page) if not step["visible"]]
    assert len(hidden) == 1
    assert "md-logo" in hidden[0]


def tab_to(page, selector):
    """Press Tab until an element that matches has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"expected to reach {selector} by the Tab key", pytrace=False)


def test_the_first_stop_skips_to_the_content(page):
    page.goto(HOME)
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    assert skip.evaluate("it => it === document.activeElement")
    page.keyboard.press("Enter")
    assert page.url.endswith(skip.get_attribute("href"))
    tab_to(page, "article *")
    assert page.evaluate("document.activeElement.matches('article :first-child *, article :nth-child(2) *')")


def test_search_by_keyboard(page, address):
    page.goto(HOME, wait_until="networkidle")
    page.keyboard.press("/")
    assert page.locator(FIELD).evaluate("it => it === document.activeElement")
    page.keyboard.type("jacobian")
    page.locator(RESULT).first.wait_for()
    page.keyboard.press("ArrowDown")
    target = page.evaluate("document.activeElement.href")
    assert target.startswith(address)
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_the_search_closes_by_keyboard(page):
    page.goto(HOME, wait_until="networkidle")
    tab_to(page, FIELD)
    # The theme opens and closes it a moment after the key.
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_the_palette_by_keyboard(page):
    page.goto(HOME, wait_until="networkidle")
    tab_to(page, ".palette button")
    for scheme in ("light", "dark", "light dark"):  # the last is the system's
        page.keyboard.press("Enter")
        assert page.evaluate("getComputedStyle(document.body).colorScheme") == scheme
        assert page.evaluate("document.activeElement.matches('.palette button')")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_switch_of_languages_by_keyboard(page, address, language):
    page.goto(page_url(DEFAULT, "about.md"), wait_until="networkidle")
    tab_to(page, f".md-header a[hreflang={language}]")
    page.keyboard.press("Enter")
    page.wait_for_url(address + page_url(language, "about.md"))


def test_a_wide_block_of_code_scrolls_by_keyboard(page):
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto(page_url(DEFAULT, "situations/vector-backward.md"), wait_until="networkidle")
    wide = page.evaluate(
        """() => [...document.querySelectorAll("article .change, article pre > code:not(.change code)")].map(it => {
            it.classList.toggle("wide", it.scrollWidth > it.clientWidth && it.checkVisibility())
            return it.matches(".wide")
        }).filter(Boolean).length"""
    )
    assert wide > 0
    # Not every browser lets the Tab key reach what scrolls.
    reached = "document.querySelectorAll('article [tabindex]').length"
    page.wait_for_function(f"() => {reached} == {wide}")
    page.set_viewport_size({"width": 1366, "height": 844})
    page.wait_for_function(f"() => {reached} < {wide}")
    page.set_viewport_size({"width": 320, "height": 844})
    page.wait_for_function(f"() => {reached} == {wide}")
    page.locator("article h1").evaluate("it => { it.tabIndex = -1; it.focus() }")
    tab_to(page, ".wide")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


# The longest time that anything on the page takes to move, in seconds, and how it scrolls.
MOTION = """
() => [...document.querySelectorAll("*")].reduce((most, it) => {
    const styles = [null, "::before", "::after"].map(part => getComputedStyle(it, part))
    const times = styles.flatMap(style => [style.transitionDuration, style.animationDuration]).join().split(",")
    const smooth = styles[0].scrollBehavior === "smooth" ? 1 : 0
    return Math.max(most, smooth, ...times.map(parseFloat).filter(Number.isFinite))
}, 0)
"""


def test_nothing_moves_for_a_reader_who_asked_for_that(page):
    page.goto(HOME)
    assert page.evaluate(MOTION) > 0.1
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOTION) < 0.001


# Text that is cut off: wider or higher than its box, which neither shows nor scrolls the rest.
CUT = """
() => [...document.querySelectorAll("article *")].filter(it => {
    const { overflowX, overflowY } = getComputedStyle(it)
    const cut = (overflow, inside, outside) => /hidden|clip/.test(overflow) && inside > outside + 1
    return it.checkVisibility() && it.clientWidth > 1
        && (cut(overflowX, it.scrollWidth, it.clientWidth) || cut(overflowY, it.scrollHeight, it.clientHeight))
}).map(it => `${it.localName}.${it.className}`)
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_cut_off_when_enlarged(page, language):
    page.goto(page_url(language, "index.md"))
    for width, height in ((683, 384), (320, 568)):  # a laptop's window at 200 %, a small phone's
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(CUT) == [], width
        for control in ("[for=__drawer]", ".md-select button", "[for=__search]"):
            box = page.locator(f".md-header {control} >> visible=true").first.bounding_box()
            assert box["x"] >= 0, control
            assert box["x"] + box["width"] <= width, control
    restyle(page, "article p { height: 1em; overflow: hidden }")
    assert page.evaluate(CUT) != []
