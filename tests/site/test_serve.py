"""What one sees who edits while ``mkdocs serve`` runs: new output, the fault on the page, no snippet run in vain."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from project import DEFAULT, LANGUAGES, copy_project, mkdocs, page_url

PATIENCE = 60
HOMES = {language: page_url(language, "index.md") for language in LANGUAGES}
SECONDS = {language: page_url(language, "second.md") for language in LANGUAGES}
OTHER = LANGUAGES[1]
PAGE = "# A page\n\nFirst words.\n\n```snippet\npage/{name}.py\n```\n"
# Prints what it is told to, and leaves a line in a file of its own for each time that it was run.
PROGRAM = """\
with open({log!r}, "a") as log:
    log.write("ran\\n")
print({text!r})
"""
MESSAGE = (
    "docs/{language}/index.md:5: snippets/page/first.py did not do what it says\n"
    "expected it to reach its last line\n"
    "got      ZeroDivisionError: division by zero (line 1)\n"
)


class Site:
    """A project of two pages a language, each with a snippet, and its server."""

    def __init__(self, folder: Path) -> None:
        self.folder = copy_project(folder / "project")
        self.logs = folder
        self.terminal = folder / "terminal"
        for name in ("docs", "snippets"):
            shutil.rmtree(self.folder / name)
        (self.folder / "mkdocs.yml").rename(self.folder / "base.yml")
        (self.folder / "mkdocs.yml").write_text("INHERIT: base.yml\nnav: [index.md, second.md]\n", "utf-8")
        (self.folder / "snippets" / "page").mkdir(parents=True)
        for name, page in (("first", "index.md"), ("second", "second.md")):
            self.write_snippet(name, self.program(name, "as it was"))
            for language in LANGUAGES:
                self.write_page(f"{language}/{page}", PAGE.format(name=name))

    def program(self, name: str, text: str) -> str:
        return PROGRAM.format(log=str(self.logs / name), text=f"{name} {text}")

    def runs(self, name: str) -> int:
        """How often the snippet was run."""
        log = self.logs / name
        return log.read_text().count("ran") if log.exists() else 0

    def write_snippet(self, name: str, program: str) -> None:
        (self.folder / "snippets" / "page" / f"{name}.py").write_text(program, "utf-8")

    def write_page(self, name: str, text: str) -> None:
        page = self.folder / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, "utf-8")

    def start(self) -> None:
        """Serve on a port that is free, and wait until the first build is done."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.address = f"http://{address}/"
        with self.terminal.open("wb") as terminal:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
                cwd=self.folder,
                # It is killed, and leaves the site that it built.
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(self.logs)},
                stdin=subprocess.DEVNULL,
                stdout=terminal,
                stderr=subprocess.STDOUT,
            )
        self.wait_for(lambda: "Serving on" in self.printed())

    def stop(self) -> None:
        """End the server; its worker ends with it."""
        self.server.kill()
        self.server.wait()

    def printed(self) -> str:
        return self.terminal.read_text("utf-8")

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """Wait until something is so; show the terminal if it does not come."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert self.server.poll() is None, self.printed()
            assert time.monotonic() < deadline, self.printed()
            time.sleep(0.05)

    def builds(self) -> int:
        """How often the whole site was built."""
        return self.printed().count("Documentation built in")

    def page(self, path: str = "") -> str:
        """A page's HTML as text. The server answers only when no build is under way or due."""
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as response:
            return unescape(response.read().decode("utf-8"))

    def wait_for_page(self, path: str, text: str) -> str:
        self.wait_for(lambda: text in self.page(path))
        return self.page(path)


def unscripted(document: str) -> str:
    """The page without what MkDocs adds to have it reload, which has a number of its own each time."""
    return re.sub(r"livereload\(.*?\);", "", document)


@pytest.fixture
def server(tmp_path) -> Iterator[Site]:
    server = Site(tmp_path)
    yield server
    server.stop()


def test_an_edit_of_prose_runs_no_snippet(server):
    server.start()
    assert "first as it was" in server.page()
    assert (server.runs("first"), server.runs("second")) == (1, 1), "once, whatever the number of languages"
    for language, path in HOMES.items():
        server.write_page(f"{language}/index.md", PAGE.format(name="first").replace("First words", "Other words"))
        assert "first as it was" in server.wait_for_page(path, "Other words")
    assert (server.runs("first"), server.runs("second")) == (1, 1)


def test_an_edit_of_a_snippet_runs_that_one(server):
    server.start()
    server.write_snippet("first", server.program("first", "as it is now"))
    for path in HOMES.values():
        assert "first as it was" not in server.wait_for_page(path, "first as it is now")
    for path in SECONDS.values():
        assert "second as it was" in server.page(path)
    assert (server.runs("first"), server.runs("second")) == (2, 1)


def test_a_broken_snippet_is_shown_and_can_be_repaired(server):
    server.start()
    assert "ERROR" not in server.printed()
    server.write_snippet("first", "1 / 0\n")
    for language, path in HOMES.items():
        assert f"<pre>{MESSAGE.format(language=language)}" in server.wait_for_page(path, "ZeroDivisionError")
    places = ", ".join(f"docs/{language}/index.md:5" for language in LANGUAGES)
    _, _, message = MESSAGE.partition(": ")
    assert server.printed().count(f"{places}: {message}") == server.printed().count(message) == 1
    assert "second as it was" in server.page(SECONDS[DEFAULT])
    server.write_snippet("first", server.program("first", "as it is now"))
    for path in HOMES.values():
        assert "ZeroDivisionError" not in server.wait_for_page(path, "first as it is now")
    assert server.runs("second") == 1


def test_an_edit_of_prose_builds_its_page_anew_and_no_other(server):
    """What is built of the page is what a whole build makes of it; so is what it is taken as, and the search."""
    server.start()
    paths = [*HOMES.values(), *SECONDS.values()]
    taken = [f"{path}{name}" for path in HOMES.values() for name in ("index.html.md", "index.ipynb")]
    taken += [f"{path}search/search_index.json" for path in HOMES.values()]
    before = {path: unscripted(server.page(path)) for path in paths + taken}
    for language, path in HOMES.items():
        server.write_page(f"{language}/index.md", PAGE.format(name="first").replace("First words", "Other words"))
        server.wait_for_page(path, "Other words")
    for path in taken:
        assert "Other words" in server.page(path)
    assert {path: unscripted(server.page(path)) for path in SECONDS.values()}.items() <= before.items()
    for language, path in HOMES.items():
        server.write_page(f"{language}/index.md", PAGE.format(name="first"))
        server.wait_for_page(path, "First words")
    assert {path: unscripted(server.page(path)) for path in paths + taken} == before
    assert server.builds() == 1


def test_an_edit_that_other_pages_show_builds_them_anew(server):
    server.start()
    server.write_page(f"{DEFAULT}/index.md", PAGE.format(name="first").replace("# A page", "# Another name"))
    assert "Another name" in server.wait_for_page(SECONDS[DEFAULT], "Another name")
    assert server.builds() == 2


def test_a_broken_configuration_is_told_once_and_shown_on_every_page(server):
    server.start()
    config = server.folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    for broken, message in {
        text + "extra: [\n": "mkdocs.yml:4: expected YAML\ngot      ",
        text
        + "strict: perhaps\n": "mkdocs.yml:3: expected a value of strict that MkDocs takes\ngot      Expected type",
    }.items():
        config.write_text(broken, "utf-8")
        for path in [*HOMES.values(), *SECONDS.values()]:
            assert server.wait_for_page(path, message).count('class="admonition failure"') == 1
        assert server.printed().count(message) == 1
    assert "Traceback" not in server.printed()
    config.write_text(text, "utf-8")
    for path in HOMES.values():
        server.wait_for(lambda path=path: "admonition failure" not in server.page(path))
        assert "first as it was" in server.page(path)


def test_who_edits_our_code_is_told_to_start_again(server):
    server.start()
    hook = server.folder / "hooks" / "pages" / "heads.py"
    for _ in range(2):
        hook.write_text(hook.read_text("utf-8") + "\n", "utf-8")
        reloads = server.printed().count("Reloading browsers")
        server.wait_for(lambda count=reloads: server.printed().count("Reloading browsers") > count)
    assert server.printed().count("hooks/pages/heads.py changed; start `make serve` again") == 1
    assert server.builds() == 1


def test_the_log_has_no_settings(server):
    server.start()
    assert "snippet_labels" not in server.printed()
    assert len(server.printed()) < 2000


def test_a_port_in_use_is_said_before_anything_is_built(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = mkdocs("serve", "--dev-addr", f"127.0.0.1:{port}", folder=copy_project(tmp_path / "project"))
    assert done.returncode == 1
    *_, message = done.stdout.strip().splitlines()
    assert message.startswith(f"expected 127.0.0.1:{port} to be free, got ")
    assert re.search(r"; make serve ADDR=127\.0\.0\.1:\d+ takes another port$", message)
    assert done.stdout.count(str(port)) == 1
    assert "Cleaning site directory" not in done.stdout
    assert "Traceback" not in done.stdout


def test_a_site_that_begins_broken_is_served(server):
    """Among them what stops a build before or after any snippet is run."""
    server.write_snippet("first", "1 / 0\n")
    server.write_page(f"{DEFAULT}/second.md", '# A page\n\n```snippet title="x"\npage/second.py\n```\n')
    server.write_page(f"{OTHER}/second.md", "# A page\n\nWords.\n\n```snippet\npage/second.py\n")
    server.write_page(f"{DEFAULT}/only.md", "Only in one language.\n")
    server.start()
    for language, path in HOMES.items():
        assert f"<pre>{MESSAGE.format(language=language)}" in server.page(path)
    for language, fault in {
        DEFAULT: "second.md:3: expected one of the options hl_lines, show, diff, draw, explained\ngot      title",
        OTHER: "second.md:5: expected a fence that is closed by a line of ```\ngot      none before the next fence",
    }.items():
        message = f"docs/{language}/{fault}"
        assert f"<pre>{message}" in server.page(SECONDS[language])
        assert message in server.printed()
    assert f"got      none at docs/{OTHER}/only.md" in server.printed()
    assert "Traceback" not in server.printed().replace("  | Traceback", "")
    server.write_snippet("first", server.program("first", "as it is now"))
    server.wait_for_page(HOMES[OTHER], "first as it is now")
