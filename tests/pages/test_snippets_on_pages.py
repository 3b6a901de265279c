"""What becomes of the fences of a page: which programs run, what stands in their places, and what is refused."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import markdown_exec
import pytest
from markupsafe import Markup

from pages import snippets
from pages.contents import Contents
from pages.exhibits import slot
from pages.fences import LANGUAGE
from pages.snippets import UNSEEN, Snippets
from pages.words import Words
from running.promises import Unkept
from running.runner import RunnerError

WORDS = Words({"right": "It prints"}, {})
TOOL = ("tool.py", "en")
ONE = "```snippet\npage/one.py\n```\n"
EXPLAINED = ONE.replace("snippet", 'snippet explained="yes"')
KEPT = ONE.replace("one", "mine/kept")


class Runner:
    """What was asked of it; it fails at programs of these names."""

    FAULTS = {"cannot.py": RunnerError("no worker"), "odd.py": ValueError("odd")}  # noqa: RUF012

    def __init__(self) -> None:
        self.begun: list[tuple[str, tuple[str, ...]]] = []

    def prefetch(self, paths: list[Path], through: tuple[str, ...] = ()) -> None:
        self.begun += [(path.name, through) for path in paths]

    def run(self, path: Path, through: tuple[str, ...] = ()) -> str:
        if path.name in self.FAULTS:
            raise self.FAULTS[path.name]
        return " through ".join([path.name, *through[:1]])


class Exhibit:
    """In place of the real one: names what it was made with and filled with."""

    def __init__(self, fence, body, folder, words, block, tool) -> None:
        if body == "page/bad.py":
            raise Unkept("expected a good one\ngot      bad")
        if body == "page/broken.py":
            raise KeyError(body)
        self.name, self.path = body, folder / body
        self.through = tool if "explained" in fence.options else ()
        self.html = Markup(f"<div>{slot(fence.place)}</div>")
        self.made = words, block("text", "what"), folder.name

    def fill(self, run: str, told: str | None) -> tuple[Markup, tuple]:
        return Markup(f"<p>{run}, {told}</p>"), (self.name, *self.made)


class Build:
    """One build of a project, with stand-ins for all that is around its snippets."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: list[str] = []
        self.runner, self.contents = Runner(), Contents()
        blocks = SimpleNamespace(make=lambda md, language, text: f"{md}: {language} {text}")
        self.snippets = Snippets(root, self.runner, blocks, self.contents, self._fail)
        self.snippets.use(WORDS, TOOL)
        for name in ("page/one.py", "page/two.py", "page/mine/kept.py"):
            (root / "snippets" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "snippets" / name).touch()

    def _fail(self, message: str) -> Markup:
        self.said.append(message)
        return Markup(f"<b>{len(self.said)}</b>")

    def page(self, text: str, name: str = "a") -> SimpleNamespace:
        """A page with a front matter of two lines; as a file of MkDocs, and as a page."""
        written, source = self.root / "site" / f"{name}.html", self.root / "docs" / "en" / f"{name}.md"
        page = SimpleNamespace(content_string=f"---\n---\n{text}", abs_src_path=str(source), abs_dest_path=str(written))
        page.file, page.url = page, f"{name}/"
        return page

    def mark(self, text: str, name: str = "a") -> SimpleNamespace:
        page = self.page(text, name)
        self.snippets.mark(text, page)
        return page

    def show(self, place: str, code: str) -> str:
        return str(self.snippets.show(code=code, md="md", extra={"place": place}, id="ignored"))

    def fill(self, text: str) -> str:
        """Have the page written, and filled."""
        page = self.page("")
        written = Path(page.file.abs_dest_path)
        written.parent.mkdir(exist_ok=True)
        written.write_bytes(text.encode())
        self.snippets.fill([SimpleNamespace(page=page)])
        return written.read_bytes().decode()


@pytest.fixture
def build(tmp_path, monkeypatch) -> Build:
    def read_record(root: Path, name: str) -> str:
        assert root == tmp_path
        return f"record of {name}"

    monkeypatch.setattr(snippets, "Exhibit", Exhibit)
    monkeypatch.setattr(snippets, "read_record", read_record)
    return Build(tmp_path)


def test_only_we_are_called_for_fences_and_for_ours_alone(build, monkeypatch):
    monkeypatch.setattr(markdown_exec, "formatters", {"python": "another"})
    monkeypatch.setattr(markdown_exec, "MARKDOWN_EXEC_AUTO", ["python"])
    plugin = SimpleNamespace(config=SimpleNamespace(languages=["python"]))
    for _ in range(2):
        build.snippets.register(SimpleNamespace(plugins={"markdown-exec": plugin}))
    assert markdown_exec.formatters == {"python": "another", LANGUAGE: build.snippets.show}
    assert markdown_exec.MARKDOWN_EXEC_AUTO == ["python", LANGUAGE]
    assert plugin.config.languages == [LANGUAGE]


@pytest.mark.parametrize(
    ("texts", "begun"),
    [
        ([ONE], [("one.py", ())]),
        ([ONE.replace("one", "two") + ONE, ONE], [("two.py", ()), ("one.py", ())]),
        ([EXPLAINED], [("one.py", ()), ("one.py", TOOL)]),
        ([ONE, EXPLAINED], [("one.py", ()), ("one.py", ()), ("one.py", TOOL)]),
        ([KEPT, ONE.replace("one", "absent"), ONE], [("one.py", ())]),
        ([], []),
    ],
)
def test_programs_of_this_build_begin_to_run_in_the_order_of_the_pages(build, texts, begun):
    pages = [build.page(text) for text in texts]
    build.snippets.prefetch(SimpleNamespace(documentation_pages=lambda: pages))
    assert build.runner.begun == begun


def test_a_fence_has_the_place_that_it_has_in_the_file(build):
    """Here it begins on the eighth line of a file with a front matter of seven lines, which only the file has."""
    page = build.page("")
    page.file.content_string = "---\n" * 7 + f"{ONE}\n\n"
    assert build.snippets.mark(f"{ONE}\n\n", page) == '```snippet place="docs/en/a.md:8"\npage/one.py\n```\n\n\n'


def test_what_a_page_showed_is_forgotten_when_it_is_read_anew(build):
    build.mark(f"{ONE}\n{ONE}\n```snippet\n")
    build.contents.examples |= dict.fromkeys(["docs/en/a.md:3", "docs/en/a.md:7", "docs/en/b.md:3"], "an example")
    build.mark(ONE)
    assert list(build.contents.examples) == ["docs/en/b.md:3"]


@pytest.mark.parametrize("name", ["a", "a page's name"])
def test_a_snippet_stands_in_the_place_of_its_fence_and_its_output_comes_later(build, name):
    build.mark(f"{ONE}{EXPLAINED}{KEPT}", name)
    three, six, nine = (f"docs/en/{name}.md:{line}" for line in (3, 6, 9))
    shown = build.show(three, "page/one.py\n") + build.show(six, " page/one.py ")
    shown += build.show(nine, "page/mine/kept.py")
    assert shown == "".join(f"<div>{slot(place)}</div>" for place in (three, six, nine))
    assert build.fill(f"标\r\n{shown}\n") == (
        "标\n<div><p>one.py, None</p></div><div><p>one.py, one.py through tool.py</p></div>"
        "<div><p>record of page/mine/kept.py, None</p></div>\n"
    )
    made = WORDS, "md: text what", "snippets"
    names = {three: "page/one.py", six: "page/one.py", nine: "page/mine/kept.py"}
    assert build.contents.examples == {place: (name, *made) for place, name in names.items()}
    assert build.said == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("bad", "expected a good one\ngot      bad"),
        ("broken", "expected to show this snippet\ngot      KeyError: 'page/broken.py'"),
    ],
)
def test_a_snippet_that_cannot_be_shown_is_said(build, name, message):
    build.mark(ONE)
    assert build.show("docs/en/a.md:3", f"page/{name}.py") == "<b>1</b>"
    assert build.said == [f"docs/en/a.md:3: {message}"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("cannot", "no worker"), ("odd", "expected to show this snippet\ngot      ValueError: odd")],
)
def test_a_snippet_that_cannot_be_run_is_said_in_its_place(build, name, message):
    build.mark(f"{ONE}{ONE}")
    shown = build.show("docs/en/a.md:3", f"page/{name}.py") + build.show("docs/en/a.md:6", "page/one.py")
    assert build.fill(shown) == "<div><b>1</b></div><div><p>one.py, None</p></div>"
    assert build.said == [f"docs/en/a.md:3: {message}"]
    assert list(build.contents.examples) == ["docs/en/a.md:6"]


def test_a_fence_that_was_not_shown_or_has_no_end_is_said_above_the_page(build):
    page = build.mark(f"{ONE}- {ONE}```snippet\n")
    build.mark(f"- {ONE}", "b")
    build.show("docs/en/a.md:3", "page/one.py")
    assert build.snippets.refuse_unseen("<h1>A</h1>", page) == "<b>2</b><b>1</b><h1>A</h1>"
    assert build.said == [
        "docs/en/a.md:9: expected a fence that is closed by a line of ```\n"
        "got      none before the next fence or the end",
        f"docs/en/a.md:6: {UNSEEN}",
    ]


def test_a_page_whose_fences_are_all_shown_stays(build):
    page = build.mark(ONE)
    build.show("docs/en/a.md:3", "page/bad.py")
    assert build.snippets.refuse_unseen("<h1>A</h1>", page) == "<h1>A</h1>"
