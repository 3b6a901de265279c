"""The example for nginx, run on the built site: status, type, headers, bytes of each kind of file; old addresses."""

from __future__ import annotations

import gzip
import http.client
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hosting import CONF, serving
from problems import fail_with
from project import BLOCKS, LANGUAGES, ROOT, SITE_PATH, all_pages, page_url

HTML = "text/html; charset=utf-8"
TYPES = {  # of every file in the site
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".py": "text/x-python; charset=utf-8",
    ".xml": "text/xml",  # says its own
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".ipynb": "application/x-ipynb+json; charset=utf-8",
    ".gz": "application/gzip",
    ".zip": "application/zip",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
PACKED = {".gz", ".zip", ".png", ".woff2"}  # already
LEAST = 256  # bytes that are worth it
FOREVER, SHORT = "public, max-age=31536000, immutable", "public, max-age=300"
SECURE = {
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def get(address: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """What the host answers, as it comes: status, headers, bytes. No redirection is followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request("GET", parts.path, headers={"Accept-Encoding": "gzip", **headers})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def files_of_every_kind(site: Path) -> dict[str, Path]:
    """A file of each suffix and of each kind of page, by its address below the site's."""
    files = [next(iter(sorted(site.rglob(f"*{suffix}")))) for suffix in TYPES]
    files += [*site.glob("assets/*/*.min.*"), *site.rglob("search_index.json"), site / "explain.py"]
    addresses = {path.relative_to(site).as_posix(): path for path in files}
    for language in LANGUAGES:
        for page in ("index.md", "situations/vector-backward.md", "reference/rule.md", "faq.md"):
            url = page_url(language, page)
            addresses[url] = site / url / "index.html"
    return addresses


def faults(address: str, site: Path) -> Iterator[str]:
    """What the host at ``address`` does not do as it should for the site."""
    wanted = [(url, 200, path) for url, path in files_of_every_kind(site).items()]
    wanted += [(url, 404, site / "404.html") for url in ("none", "zh/none/", "zh/situations/none.html", "a.min.js")]
    for url, expected, path in wanted:
        status, headers, body = get(address + url)
        content = path.read_bytes()
        packs = path.suffix not in PACKED and len(content) >= LEAST
        hashed = ".min." in path.name and path.suffix != ".map"
        is_packed = headers["Content-Encoding"] == "gzip"
        for name, right, got in (
            ("status", expected, status),
            ("Content-Type", TYPES[path.suffix], headers["Content-Type"]),
            ("Cache-Control", FOREVER if hashed else SHORT, headers["Cache-Control"]),
            ("Content-Encoding", "gzip" if packs else None, headers["Content-Encoding"]),
            ("Vary", "Accept-Encoding" if packs else None, headers["Vary"]),
            ("Server", "nginx", headers["Server"]),
            ("the bytes", True, (gzip.decompress(body) if is_packed else body) == content),
            *((name, value, headers[name]) for name, value in SECURE.items()),
        ):
            if got != right:
                yield f"{address}{url}: {name}: expected {right}, got {got}"


def test_every_kind_of_file_is_in_the_table(site):
    assert {path.suffix for path in site.rglob("*") if path.is_file()} == set(TYPES)


def test_every_kind_of_file_is_served_below_a_path(hosted, site):
    assert urlsplit(hosted).path == SITE_PATH
    fail_with(faults(hosted, site))


def test_every_kind_of_file_is_served_at_the_root(nginx, site, tmp_path):
    with serving(nginx, site, tmp_path, path="/") as address:
        fail_with(faults(address, site))


@pytest.mark.parametrize(
    ("line", "instead", "found"),
    [
        ("text/markdown            md;", "", "index.html.md: Content-Type: expected text/markdown"),
        ("gzip_vary on;", "", "Vary: expected Accept-Encoding, got None"),
        ("application/x-ipynb+json image/svg+xml;", ";", "ipynb: Content-Encoding: expected gzip, got None"),
        ("nosniff always;", "nosniff;", "none: X-Content-Type-Options: expected nosniff, got None"),
        ("max-age=300", "max-age=86400", "Cache-Control: expected public, max-age=300, got public, max-age=86400"),
        (
            f"error_page 404 {SITE_PATH}404.html;",
            f"# {SITE_PATH}404.html;",
            "none: the bytes: expected True, got False",
        ),
        ("server_tokens off;", "", "Server: expected nginx, got nginx/"),
    ],
)
def test_a_fault_is_found(nginx, site, tmp_path, line, instead, found):
    part = CONF.read_text("utf-8")
    assert part.count(line) == 1
    with serving(nginx, site, tmp_path, part=part.replace(line, instead)) as address:
        assert any(found in fault for fault in faults(address, site))


def test_an_address_without_its_slash_leads_to_the_page(hosted):
    status, headers, _ = get(f"{hosted}zh/why")
    assert (status, headers["Location"]) == (301, f"{SITE_PATH}zh/why/")


def test_what_a_browser_has_is_not_sent_again(hosted):
    _, headers, _ = get(hosted)
    status, _, body = get(hosted, **{"If-None-Match": headers["ETag"]})
    assert (status, body) == (304, b"")


def test_the_404_page_is_in_every_language(hosted):
    for url in ("none", "zh/none"):
        text = gzip.decompress(get(hosted + url)[2]).decode()
        for block in BLOCKS.values():
            assert block["extra"]["not_found"]["title"] in text
            assert block["extra"]["not_found"]["home"] in text


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout if done.returncode == 0 else ""


def gone(were: set[tuple[str, str]], site: Path) -> Iterator[str]:
    """The pages, each a language and a path, that the site has nothing for any more."""
    for language, path in sorted(were):
        url = page_url(language, path)
        if not (site / url / "index.html").is_file():
            yield f"docs/{language}/{path}: expected /{url}, which there was, or what leads on from it; got none"


def test_every_page_that_ever_was_has_its_address_still(site):
    """None has moved so far. Who moves one leaves a page that leads on, as mkdocs-redirects writes them."""
    if git("rev-parse", "--is-shallow-repository").strip() != "false":
        reason = "expected the whole history of docs/\ngot      none (git fetch --unshallow)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    added = git("log", "--no-renames", "--diff-filter=A", "--name-only", "--format=", "--", "docs/*.md").splitlines()
    were = {tuple(path.removeprefix("docs/").split("/", 1)) for path in added if path}
    committed = git("ls-tree", "-r", "--name-only", "HEAD", "docs").splitlines()
    assert len(were) >= len([path for path in committed if path.endswith(".md")]) > 0
    fail_with(gone({(language, path) for language, path in were if language in LANGUAGES}, site))


def test_a_page_that_has_moved_is_found(site):
    pages = {(language, path) for language in LANGUAGES for path in all_pages(language)}
    (found,) = gone(pages | {("zh", "situations/moved.md")}, site)
    assert found.startswith("docs/zh/situations/moved.md: expected /zh/situations/moved/")
