"""The built site in a browser, below a path and without a network: no error, no request elsewhere, and it works."""

from __future__ import annotations

import pytest

import sources
from browsing import choose_language, watched
from project import BLOCKS, DEFAULT, LANGUAGES, SNIPPETS, all_pages, page_url

MESSAGE = "grad can be implicitly created only for scalar outputs"
INNER = "why.md"
PHONE = 390  # pixels
PALETTE = ".palette button:not([hidden])"


def home(language):
    return page_url(language, "index.md")


@pytest.mark.parametrize("path", ["index.md", INNER])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_loads_without_an_error_or_a_request_elsewhere(page, address, language, path):
    response = page.goto(page_url(language, path), wait_until="networkidle")
    assert response.status == 200
    assert page.url == address + page_url(language, path)
    assert page.locator("html.js").count() == 1
    assert page.locator(".snippet__output:visible").count() > 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<script>console.error('no')</script>", "console error: no"),
        ("<script>console.warn('no')</script>", "console warning: no"),
        ("<script>missing()</script>", "error: "),
        ("<img src='none.png'>", "status 404 of "),
        ("<img src='/index.html'>", "status 404 of "),
        ("<img src='http://127.0.0.1:9/a.png'>", "request to http://127.0.0.1:9/"),
        ("<link rel='stylesheet' href='https://example.org/a.css'>", "request to https://example.org/"),
        ("<script>fetch('https://example.org/').catch(() => 0)</script>", "failed: https://example.org/"),
        ("<script>new Worker('none.js')</script>", "status 404 of "),
    ],
)
def test_what_goes_wrong_in_a_page_is_seen(browser, address, content, problem):
    with watched(browser, address) as (page, problems):
        page.route("**/planted.html", lambda route: route.fulfill(body=content, content_type="text/html"))
        page.goto("planted.html", wait_until="networkidle")
        assert any(found.startswith(problem) for found in problems), problems


@pytest.mark.parametrize("place", ["address", "site_of_files"])
def test_a_page_finds_nothing_that_an_earlier_one_stored(browser, place, request):
    found = request.getfixturevalue(place)
    address = found if isinstance(found, str) else f"{found.as_uri()}/"
    for _ in range(2):
        with watched(browser, address) as (page, _):
            page.goto("404.html", wait_until="domcontentloaded")
            assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
            page.evaluate("localStorage.a = sessionStorage.a = document.cookie = 'a=1'")
            page.reload()
            assert page.evaluate("localStorage.a + sessionStorage.a") == "a=1a=1"
            assert (
                page.evaluate("navigator.permissions.query({name: 'clipboard-read'}).then(it => it.state)") != "granted"
            )
            page.context.grant_permissions(["clipboard-read"])


@pytest.mark.parametrize("path", ["index.md", INNER])
def test_the_language_switch_leads_to_the_same_page_and_back(page, address, path):
    page.goto(page_url(DEFAULT, path))
    for language in (*LANGUAGES[1:], DEFAULT):
        choose_language(page, language)
        page.wait_for_url(address + page_url(language, path))
        assert page.locator("html").get_attribute("lang") == language


def copied_by(page, press):
    """What is on the clipboard after ``press`` was called."""
    page.evaluate("navigator.clipboard.writeText('nothing was copied')")
    press()
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text != 'nothing was copied')")
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_button_copies_the_tested_file(page, language):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(home(language))
    open_all_details(page)
    fences = sources.read_page(language, "index.md").snippets
    shown = [fence for fence in fences if 'show="output"' not in fence.options]
    assert any(fence.compared_with for fence in shown)
    blocks = page.locator(".snippet__source")
    assert blocks.count() == len(shown)
    for fence, block in zip(shown, blocks.all(), strict=True):
        block.hover()
        copied = copied_by(page, block.locator("button").click)
        assert copied.encode() == (SNIPPETS / fence.snippet).read_bytes()


@pytest.mark.parametrize(("language", "done"), [("en", "Copied"), ("zh", "已复制")])
def test_copying_works_by_keyboard_and_is_said_in_the_language(page, language, done):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(home(language))
    label = BLOCKS[language]["extra"]["snippet_labels"]["copy_program"].format(name="mean.py")
    button = page.get_by_role("button", name=label, exact=True)
    button.focus()
    copied_by(page, lambda: page.keyboard.press("Enter"))
    page.get_by_role("status").filter(has_text=done).wait_for()


def test_the_button_of_an_output_copies_that_output(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(home("en"))
    block = page.locator(".snippet--raises .snippet__output").first
    block.hover()
    copied = copied_by(page, block.get_by_role("button").click)
    assert copied == block.get_attribute("data-copy")
    assert copied.startswith("Traceback")
    assert copied.endswith(MESSAGE)


def test_the_theme_follows_the_reader(page):
    page.goto(home(DEFAULT))
    page.locator(".md-header__title--active").wait_for(state="detached")
    page.locator("#jacobian").scroll_into_view_if_needed()
    page.locator(".md-header__title--active").wait_for()
    page.mouse.wheel(0, -100)
    page.locator(".md-sidebar--secondary .md-nav__link--active").wait_for()
    page.locator(".md-top:not([hidden])").click()
    page.wait_for_function("() => scrollY === 0")
    page.locator(".md-header__title--active").wait_for(state="detached")


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_palette_switches_between_light_and_dark_and_stays(page):
    page.goto(home(DEFAULT))
    light = background(page)
    page.locator(PALETTE).click()  # from the system's preference to light
    assert background(page) == light
    page.locator(PALETTE).click()
    dark = background(page)
    assert dark != light
    page.goto(page_url(LANGUAGES[-1], INNER))
    assert background(page) == dark
    page.emulate_media(color_scheme="dark")
    page.locator(PALETTE).click()  # to the system's, which is dark now
    assert background(page) == dark
    page.locator(PALETTE).click()
    assert background(page) == light


@pytest.mark.parametrize("scripts", [True, False])
def test_the_palette_follows_the_system(browser, address, scripts):
    with watched(browser, address, java_script_enabled=scripts, color_scheme="light") as (page, problems):
        page.goto(home(DEFAULT))
        light = background(page)
        page.emulate_media(color_scheme="dark")
        assert background(page) != light
        page.reload()
        assert background(page) != light
        page.emulate_media(media="print")
        assert background(page) == light
        assert problems == []


def excess_width(page):
    """How far the page can be scrolled sideways."""
    return page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")


def tables_too_wide(page):
    """The first cells of tables that scroll sideways: what to do is beyond the screen's edge. Five columns are data."""
    return page.evaluate(
        """() => [...document.querySelectorAll("article table")]
            .filter(it => it.rows[0].cells.length < 5 && it.scrollWidth > it.closest('article').clientWidth)
            .map(it => it.rows[1].cells[0].innerText)"""
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_a_phone(page, language):
    # Most of a page's loading time, and nothing of its width.
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    too_wide = []
    widths = [683, PHONE, 320]  # the first is a laptop's at 200 %
    for path in all_pages(language):
        page.set_viewport_size({"width": widths[0], "height": 844})  # not to lay it out for nothing
        page.goto(page_url(language, path), wait_until="domcontentloaded")
        open_all_details(page)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 844})
            if excess := excess_width(page):
                too_wide.append(f"{path} at {width}: {excess} too wide")
            if width == PHONE:
                too_wide += [f"{path}: the table of {cell}" for cell in tables_too_wide(page)]
        widths.reverse()
    assert too_wide == []


def test_a_page_that_scrolls_sideways_is_seen(page):
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto(home(DEFAULT))
    page.locator("article").evaluate("it => { it.style.width = '99em' }")
    assert excess_width(page) > 0


def test_a_table_that_scrolls_sideways_is_seen(page):
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.goto(page_url(DEFAULT, "reference/type-errors.md"))
    assert tables_too_wide(page) == []
    page.locator(".stacked").evaluate_all("all => all.forEach(it => it.classList.remove('stacked'))")
    assert tables_too_wide(page) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_names_its_column_where_the_first_row_is_not_seen(page, language):
    page.goto(page_url(language, "fixes/find-the-vector.md"))
    cell = page.locator(".stacked td").first
    shown = "it => getComputedStyle(it, '::before').content"
    assert cell.evaluate(shown) == "none"
    assert page.locator(".stacked th").first.is_visible()
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert not page.locator(".stacked th").first.is_visible()
    name, colon = page.locator(".stacked th").first.text_content(), ": " if language == DEFAULT else "："
    assert cell.evaluate(shown) == f'"{name}{colon}"'


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_is_whole_without_scripts(browser, address, language):
    with watched(browser, address, java_script_enabled=False) as (page, problems):
        page.goto(home(language))
        assert page.get_by_role("heading", level=1).filter(has_text=MESSAGE).is_visible()
        cards = page.locator(".grid.cards > ul > li")
        assert [card.is_visible() for card in cards.all()] == [True] * 3
        outputs = page.locator(".snippet__output:not(details:not([open]) *)")
        assert outputs.count() > 0
        assert all(output.is_visible() for output in outputs.all())
        # Alone on its line: a traceback also quotes the comment on the line that raised.
        assert any(f"RuntimeError: {MESSAGE}" in output.inner_text().splitlines() for output in outputs.all())
        assert problems == []


def bottom(page, selector):
    """How far below the upper edge of the screen the last of the elements ends."""
    return max(page.locator(selector).evaluate_all("them => them.map(it => it.getBoundingClientRect().bottom)"))


CARD = ".fixes > ul > li"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("width", "height", "last"), [(1366, 768, f"{CARD}:last-child"), (390, 844, f"{CARD}:first-child")]
)
def test_the_first_screen_holds_the_message_the_sentence_and_the_fix(page, language, width, height, last):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(home(language))
    ends = [bottom(page, selector) for selector in ("h1", ".lead", last)]
    assert ends == sorted(ends)
    assert 0 < ends[0] < ends[-1] <= height


def test_what_is_below_the_first_screen_is_seen(page):
    page.goto(home("en"))
    assert bottom(page, "#fixes") > 768


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frames_of_libraries_open_on_demand_by_keyboard(page, language):
    page.goto(home(language))
    frames = page.locator(".snippet__output .snippet__fold").first
    inside = frames.get_by_text("torch/_tensor.py")
    assert not inside.is_visible()
    frames.locator("summary").focus()
    page.keyboard.press("Enter")
    assert inside.is_visible()
    assert page.locator(".snippet--raises .snippet__output .hll").first.is_visible()


def open_all_details(page):
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
