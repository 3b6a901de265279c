"""Serves the built site, and watches what goes wrong on a page. Shared by the tests and tools; holds no test."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from project import SITE_PATH

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOST = "127.0.0.1"
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
    # No network: no name but ours leads anywhere.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
]

# Set when a page's scripts have run, which come after its first paint: the page says so by an event of its own.
SCRIPTED = "addEventListener('DOMContentLoaded', event => { window.scripted ||= !event.isTrusted }, true)"

# Milliseconds for what a browser does at once, on however busy a machine.
PATIENCE = 60_000

contexts = {}


class Handler(SimpleHTTPRequestHandler):
    """Serves the site below its path, and nothing else, as a host of static pages does."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path):
        if not path.startswith(SITE_PATH):
            return os.path.join(self.directory, "none")
        return super().translate_path(path.removeprefix(SITE_PATH.rstrip("/")))

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # a page that is left closes its connections


def context_of(browser, **options):
    """A context of the browser, the same for the same options: to make one takes longer than to load a page in it."""
    key = browser, repr(sorted(options.items()))
    if key not in contexts:
        contexts[key] = browser.new_context(**options)
        contexts[key].set_default_timeout(PATIENCE)
        contexts[key].add_init_script(SCRIPTED)
        contexts[key].new_page()  # without a page left open, its window and processes would begin anew with each
    return contexts[key]


def blank_page(context, address):
    """A page that may do no more than any, and finds nothing that an earlier one stored."""
    context.clear_permissions()
    page = context.new_page()
    origin = "file://" if address.startswith("file:") else address
    stored = {
        "origin": origin,
        "storageTypes": "cookies,local_storage",
    }
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
    return page


def go(page, goto, url, wait_until="load"):
    """Go to a page, and unless only its text is wanted, wait for its scripts as well."""
    response = goto(url, wait_until=wait_until)
    if wait_until != "domcontentloaded":
        # A text would be evaluated again and again, which a page's policy does not allow; a function once. What has no
        # config is a page of the test's own.
        page.wait_for_function("() => window.scripted || !document.getElementById('__config')")
    return response


def choose_language(page, language):
    """Choose a language in the header, as a reader with a mouse does."""
    page.locator(".md-header .md-select button").hover()
    # Playwright takes an item of a menu that is still unfolding for one out of sight, and scrolls the page to it.
    unfolded = "menu => Promise.all(menu.getAnimations({subtree: true}).map(it => it.finished))"
    page.locator(".md-header .md-select__inner").evaluate(unfolded)
    page.locator(f".md-header .md-select__link[hreflang={language}]").click()


def restyle(page, style):
    """Lay a style over those of the page, as a test's own: in an element, the page's policy would not let it in."""
    page.evaluate(
        """style => {
            const sheet = new CSSStyleSheet()
            sheet.replaceSync(style)
            document.adoptedStyleSheets.push(sheet)
        }""",
        style,
    )


@contextmanager
def watched(browser, address, **options):
    """A page as of a new profile, and the list that fills with what goes wrong in it."""
    context = context_of(browser, base_url=address, **options)
    problems = []

    def console(message):
        if message.type in ("error", "warning"):
            problems.append(f"console {message.type}: {message.text}")

    def request(request):
        if not request.url.startswith((address, "data:", "blob:")):
            problems.append(f"request to {request.url}")

    def response(response):
        if response.status >= 400:
            problems.append(f"status {response.status} of {response.url}")

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # the page was left before it had loaded what it searches in
            problems.append(f"failed: {request.url} {request.failure}")

    listeners = {
        "console": console,
        "weberror": lambda error: problems.append(f"error: {error.error}"),
        "request": request,
        "requestfailed": failed,
        "response": response,
    }
    for event, listener in listeners.items():
        context.on(event, listener)
    page = blank_page(context, address)
    if options.get("java_script_enabled", True):
        page.goto = partial(go, page, page.goto)
    try:
        yield page, problems
    finally:
        page.close()
        for event, listener in listeners.items():
            context.remove_listener(event, listener)
