"""What is built anew when a file changes while we serve, and where it is said what went wrong."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import BuildError

from serving.configuration import Places
from serving.rebuilding import EMPTY, END, START, Rebuilder, show, state

PAGE = "<nav></nav><article class=md-content><h1>A page</h1></article>"


def failure(text: str) -> str:
    return f'{START}<div class="admonition failure" lang="en"><pre>{text}</pre></div>{END}'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


class Project:
    """A project that is served: its files, and what was built when."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.built: list[object] = []  # a set of names for what was refreshed, "all" for all
        self.is_enough = True  # to refresh
        self.error: Exception | None = None  # in a build of any kind
        for name in ("docs/index.md", "mkdocs.yml", "hooks/build.py", "hooks/pages/heads.py", "explain/a.py"):
            write(folder / name, "as it was\n")
        write(self.site / "index.html", PAGE)
        watched = [str(folder / "hooks"), str(folder / "explain")]
        docs, file = str(folder / "docs"), str(folder / "mkdocs.yml")
        config = SimpleNamespace(docs_dir=docs, config_file_path=file, watch=watched, site_dir=str(self.site))
        self.places = Places(folder / "mkdocs.yml")
        self.rebuild = Rebuilder(self._build, self._refresh, folder / "hooks", config, self.places)

    def edit(self, *names: str) -> None:
        """Write more to these files, and have built what MkDocs has built then."""
        for name in names:
            path = self.folder / name
            write(path, path.read_text("utf-8") + "more\n" if path.exists() else "new\n")
        self.rebuild()

    def page(self) -> str:
        return (self.site / "index.html").read_text("utf-8")

    def _build(self) -> None:
        self.built.append("all")
        if self.error:
            raise self.error

    def _refresh(self, changed: set[Path]) -> bool:
        self.built.append({path.relative_to(self.folder).as_posix() for path in changed})
        if self.error:
            raise self.error
        return self.is_enough


@pytest.fixture
def project(tmp_path) -> Project:
    return Project(tmp_path)


@pytest.mark.parametrize("name", ["docs/index.md", "docs/new.md", "mkdocs.yml", "explain/a.py", "explain/words.yml"])
def test_what_hangs_on_a_file_is_built_anew(project, name):
    project.edit(name)
    assert project.built == [{name}]
    assert project.page() == PAGE


def test_a_file_that_is_gone_has_changed(project):
    (project.folder / "docs" / "index.md").unlink()
    project.edit("explain/a.py")
    assert project.built == [{"docs/index.md", "explain/a.py"}]


def test_all_is_built_anew_where_less_is_not_enough(project):
    project.is_enough = False
    project.edit("docs/index.md")
    project.is_enough = True
    project.edit("docs/new.md")
    assert project.built == [{"docs/index.md"}, "all", {"docs/new.md"}]


def test_all_is_built_anew_where_no_file_has_changed(project):
    project.rebuild()
    assert project.built == ["all"]


def test_our_code_stays_as_it_was_and_that_is_said_once_of_each_file(project, caplog):
    for name in ("pages/heads.py", "build.py", "build.py", "pages/heads.py"):
        project.edit(f"hooks/{name}", "hooks/pages/a.css", "hooks/pages/a.pyc")
    assert project.built == [set()] * 4
    assert caplog.messages == [
        f"serving: hooks/{name} changed; start `make serve` again, the server keeps its code as it was"
        for name in ("pages/heads.py", "build.py")
    ]


def test_what_python_keeps_of_other_code_is_code_of_which_nothing_is_said(project, caplog):
    project.edit("explain/a.py", "explain/__pycache__/a.cpython-311.pyc")
    assert project.built == [{"explain/a.py"}]
    assert caplog.messages == []


def test_what_went_wrong_is_said_once_and_on_each_page(project, caplog, capsys):
    write(project.site / "why" / "index.html", PAGE)
    project.error = BuildError("expected <one>\ngot      two")
    project.edit("docs/index.md")
    shown = PAGE.replace("<h1>", failure("expected &lt;one&gt;\ngot      two") + "<h1>")
    assert {path.read_text("utf-8") for path in project.site.rglob("*.html")} == {shown}
    assert caplog.messages == ["serving: expected <one>\ngot      two"]
    assert capsys.readouterr().err == ""


def test_what_mkdocs_has_said_is_not_said_again(project, caplog):
    project.places.told = ["mkdocs.yml:3: expected …"]
    project.error = BuildError("another")
    project.edit("mkdocs.yml")
    assert failure("mkdocs.yml:3: expected …") in project.page()
    assert caplog.messages == []


def test_of_an_error_that_nobody_foresaw_the_terminal_has_the_traceback(project, caplog, capsys):
    project.error = ZeroDivisionError("by what")
    project.edit("docs/index.md")
    assert caplog.messages == ["serving: expected to build the site\ngot      ZeroDivisionError: by what"]
    assert capsys.readouterr().err.endswith("ZeroDivisionError: by what\n")


@pytest.mark.parametrize("is_enough", [True, False])
def test_all_is_built_anew_until_it_went_well(project, is_enough):
    project.is_enough = is_enough
    project.error = BuildError("a fault")
    project.edit("docs/index.md")
    project.edit("docs/index.md")
    project.error = None
    project.edit("docs/index.md")
    project.edit("docs/index.md")
    assert project.built[1:4] == ["all", "all", {"docs/index.md"}]


def test_a_page_that_is_gone_comes_back_with_what_went_wrong(project, monkeypatch):
    def build() -> None:
        for name in ("a/b/index.html", "index.html"):
            (project.site / name).unlink()
        (project.site / "a" / "b").rmdir()
        (project.site / "a").rmdir()
        raise BuildError("a fault")

    write(project.site / "a" / "b" / "index.html", PAGE)
    monkeypatch.setattr(project.rebuild, "_build", build)
    project.rebuild()
    for name in ("a/b/index.html", "index.html"):
        shown = EMPTY.replace("<article>", f"<article>{failure('a fault')}")
        assert (project.site / name).read_text("utf-8") == shown


def test_a_message_takes_the_place_of_an_earlier_one(tmp_path):
    write(tmp_path / "index.html", PAGE)
    write(tmp_path / "other.html", PAGE)
    for message in ("one\nand more", "two"):
        show(message, tmp_path, [Path("index.html")])
    assert (tmp_path / "index.html").read_text("utf-8") == PAGE.replace("<h1>", f"{failure('two')}<h1>")
    assert (tmp_path / "other.html").read_text("utf-8") == PAGE


def test_a_message_stands_below_a_page_without_an_article(tmp_path):
    write(tmp_path / "index.html", "<p>Moved.</p>")
    show("one", tmp_path, [Path("index.html")])
    assert (tmp_path / "index.html").read_text("utf-8") == f"<p>Moved.</p>{failure('one')}"


def test_the_state_is_of_each_file_when_it_was_written_and_how_long_it_is(tmp_path):
    write(tmp_path / "mkdocs.yml", "four")
    write(tmp_path / "docs" / "en" / "index.md", "eleven more")
    write(tmp_path / "site" / "index.html", "not asked for")
    os.utime(tmp_path / "mkdocs.yml", ns=(1, 5_000_000_000))
    os.utime(tmp_path / "docs" / "en" / "index.md", ns=(1, 7_000_000_000))
    assert state([tmp_path / "docs", tmp_path / "mkdocs.yml", tmp_path / "absent"]) == {
        tmp_path / "docs" / "en" / "index.md": (7_000_000_000, 11),
        tmp_path / "mkdocs.yml": (5_000_000_000, 4),
    }


def test_an_editors_lock_is_passed_over(tmp_path):
    """It is a link that leads nowhere; here it comes before all other files."""
    (tmp_path / ".#index.md").symlink_to("somebody@here:1")
    write(tmp_path / "en" / "index.md", "text")
    assert set(state([tmp_path])) == {tmp_path / "en" / "index.md"}
