"""Whatever stands in a fence, a file or an output: a good result or one clear error, and no file outside of snippets/.

Hypothesis makes them up, the same ones in each run; where it finds a fault, it shows the smallest.
"""

from __future__ import annotations

import html
import os
import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config

from pages.blocks import Blocks
from pages.changes import show_change
from pages.contents import Contents
from pages.exhibits import Exhibit
from pages.fences import Fence, mark_fences, named_snippets
from pages.options import KNOWN, read_options
from pages.plain import fenced
from pages.programs import MOST, find
from pages.snippets import Snippets
from pages.words import read_words
from project import LANGUAGES, ROOT
from running.expectations import check
from running.promises import CONTROL, Unkept, promised
from running.run import Run, trim

settings.register_profile(
    "bounded", max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("bounded")
heavy = settings(max_examples=50)

ODD = [
    "\x00",
    "\x1b[31m",
    "\r",
    "\r\n",
    "\t",
    "\x02klzzwxh:0\x03",
    "\ufeff",
    "\x85",
    "\u2028",
    "\x0c",
    "\u202e",
    "标量",
    "\x7f",
]
HTML = [
    "<script>alert(1)</script>",
    "</code></pre>",
    "<!--",
    "&amp;",
    '" onclick="x',
    "`" * 3,
    "`" * 8,
    "`" * 9,
    "~" * 9,
]
TRACE = [
    "Traceback (most recent call last):",
    '  File "error.py", line 1, in <module>',
    '  File "torch/a.py", line 2',
    "    f(",
]
piece = st.one_of(st.sampled_from([*ODD, *HTML, *TRACE, "", " ", "    "]), st.text(max_size=20))
text = st.lists(piece, max_size=12).map("".join) | st.lists(piece, max_size=12).map("\n".join)
line = text.map(lambda each: re.sub(r"\n", " ", each))


def assert_is_clear(message: str) -> None:
    """It says what was expected and what came, in what a terminal shows."""
    assert len(message) < 1000
    assert re.match(r"(?s)(snippets/.*? did not do what it says\n)?expected .+\ngot      .", message), message
    assert str(ROOT) not in message


# Options.

value = st.one_of(st.sampled_from(["3 5-7", "source", "output", "a/b.py", "yes", "graph"]), st.text(max_size=8))
quotes = st.sampled_from([*[('"', '"')] * 4, ("'", "'"), ("", ""), ('"', ""), ("“", "”")])
option = st.builds(
    lambda space, name, quotes, value: f"{space}{name}={quotes[0]}{value}{quotes[1]}",
    st.sampled_from([" ", " ", "  ", "", "\t", "\u00a0"]),
    st.sampled_from([*KNOWN, "title", "place", "exec", ""]),
    quotes,
    value,
)


@given(st.lists(option, max_size=4).map("".join) | line)
def test_options_are_understood_whole_or_refused(given):
    options, problem = read_options(given)
    if problem:
        assert_is_clear(problem)
    else:
        assert all(KNOWN[name].fullmatch(each) for name, each in options.items())
        assert "".join(given.split()) == "".join(f'{name}="{each}"' for name, each in options.items()).replace(" ", "")


# Fences.

prose = line.filter(lambda each: "```" not in each and "~~~" not in each)
fence = st.tuples(
    st.sampled_from(["", "    ", "> ", "- ", "1. "]),
    st.sampled_from(["```", "~~~", "`````"]),
    line.filter(lambda each: each.strip() and "`" not in each),
)


@given(st.lists(prose | fence, max_size=8), st.integers(0, 9))
def test_each_fence_gets_its_place_and_nothing_else_changes(parts, above):
    lines, wanted, places = [], [], []
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
            wanted.append(part)
        else:
            before, marks, options = part
            places.append(f"docs/en/a.md:{len(lines) + above + 1}")
            rest = ["page/a.py", f"{before.replace('- ', '  ').replace('1. ', '   ')}{marks}"]
            lines += [f"{before}{marks}snippet {options}", *rest]
            wanted += [f'{before}{marks}snippet place="{places[-1]}"', *rest]
    marked, fences, faults = mark_fences("\n".join(lines), "docs/en/a.md", above, "a/")
    assert marked == "\n".join(wanted)
    assert [each.place for each in fences] == places
    assert faults == []


@given(st.lists(st.sampled_from(["```snippet", "```", "~~~", "``` python", "- ```snipet"]) | line, max_size=12))
def test_of_any_lines_those_that_are_no_fence_stay(lines):
    marked, fences, faults = mark_fences("\n".join(lines), "docs/en/a.md", 0, "a/")
    result = marked.split("\n")
    places = {int(each.place.rpartition(":")[2]) for each in fences} | {int(each.split(":")[1]) for each in faults}
    assert len(result) == len(lines or [""])
    assert {number for number, each in enumerate(lines, start=1) if each != result[number - 1]} <= places
    for fault in faults:
        assert_is_clear(fault.partition(": ")[2])


@given(text)
def test_a_block_in_markdown_holds_any_text(printed):
    """Of the page as Markdown: its fence ends where the text does."""
    block = fenced("text", printed)
    marks, _, rest = block.partition("text\n")
    assert re.fullmatch("`{3,}", marks)
    assert rest == printed.removesuffix("\n") + f"\n{marks}\n" or rest == printed + f"\n{marks}\n"
    assert marks not in printed


# Files.


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Programs, and links that lead out; outside, what nobody may read."""
    base = tmp_path_factory.mktemp("project").resolve()
    snippets = base / "snippets"
    (snippets / "page").mkdir(parents=True)
    (base / "other").mkdir()
    for path in (base / "outside.py", base / "other" / "outside.py"):
        path.write_text("print('outside')")
    (snippets / "page" / "good.py").write_text("print('good')")
    (snippets / "page" / "same.py").symlink_to("good.py")
    (snippets / "out.py").symlink_to(base / "outside.py")
    (snippets / "out").symlink_to(base / "other")
    (snippets / "loop.py").symlink_to("loop.py")
    (snippets / "page" / "large.py").write_bytes(b"#" * (MOST + 1))
    (snippets / "page" / "folder.py").mkdir()
    os.mkfifo(snippets / "page" / "pipe.py")
    return snippets


part = st.sampled_from(
    [
        "",
        "..",
        ".",
        "page",
        "good.py",
        "same.py",
        "out.py",
        "out",
        "outside.py",
        "loop.py",
        "large.py",
        "folder.py",
        "pipe.py",
        "snippets",
        "other",
        "etc",
        "passwd",
        "~",
        "~root",
        "C:",
        "\x00",
        "�",
        "%2e%2e",
        "$HOME",
        "nul",
    ]
)
path = st.builds(
    lambda start, parts, separator: start + separator.join(parts),
    st.sampled_from(["", "/", "//", "./", "\\\\", "file:///"]),
    st.lists(part | st.text(max_size=4), min_size=1, max_size=6),
    st.sampled_from(["/", "/", "/", "\\", "//"]),
)


@given(path)
@example("../outside.py")
@example("out/outside.py")
@example("page/../page/good.py")
@example("page/large.py")
@example("a" * 300 + ".py")
def test_no_name_leads_out_of_the_folder(folder, name):
    try:
        found = find(folder, name)
    except Unkept as error:
        assert_is_clear(str(error))
    else:
        assert found.resolve() == folder / "page" / "good.py"


@given(path)
@example("../outside.py")
@example("out.py")
@example("out/outside.py")
@example("a" * 300 + ".py")
def test_no_program_outside_of_the_folder_begins_to_run(folder, name):
    """Before any page is shown, the programs that it names begin to run."""
    ran = []
    runner = SimpleNamespace(prefetch=lambda paths, through=(): ran.extend(paths))
    snippets = Snippets(folder.parent, runner, Blocks(), Contents(), None)
    page = SimpleNamespace(content_string=f"```snippet\n{name}\n```\n")
    snippets.prefetch(SimpleNamespace(documentation_pages=lambda: [page]))
    assert {each.resolve() for each in ran} <= {folder / "page" / "good.py"}
    assert len(ran) <= len(list(named_snippets(page.content_string)))


# What a file says of itself.

LINES = ["x = 1", "print(x)  # wrong", "1 / 0  # ZeroDivisionError: division by zero", "def f(:", "    y", "'''", "("]
LINES += ["# coding: latin-1", "x = '\u2028'", "s = '\x0c'", "# é", "\\", "\ufeff", "if x:", "\tz = 2"]
source = st.one_of(
    st.binary(max_size=80),
    text.map(str.encode),
    st.lists(
        st.sampled_from(LINES),
        max_size=8,
    ).flatmap(lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines).encode())),
)


@given(source)
@example(b"(" * 1000)
@example(b"+".join([b"1"] * 20000))
@example(b"x = '''")
@example(b"x = 1\r(")
@example(b"\xef\xbb\xbfx = 1")
@example(b"x" * MOST)
@example(bytes(range(256)))
def test_a_file_is_a_program_or_has_one_clear_fault(content):
    try:
        promise = promised(content)
    except Unkept as error:
        assert_is_clear(str(error))
    else:
        compile(content.decode("utf-8"), "error.py", "exec", dont_inherit=True)
        count = content.count(b"\n") + 1
        assert all(
            1 <= number <= count for number in [*promise.wrong, *([promise.raises.line] if promise.raises else [])]
        )


@given(text)
def test_trim_takes_any_text(printed):
    kept = trim(printed, Path("/nowhere"))
    assert kept == printed or "Triggered" in printed


@given(text)
def test_what_a_page_cannot_show_is_refused(printed):
    run = Run(0, True, False, printed, "")
    try:
        check(b"print(1)\n", run, "error.py")
    except Unkept as error:
        assert_is_clear(str(error).partition("\nits output:\n")[0])
        assert CONTROL.search(printed) or not printed.strip()
    else:
        assert not CONTROL.search(printed)


# What a page shows.


class Page(HTMLParser):
    """The elements of HTML, and the text in ``<code>``."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.code = ""
        self._depth = 0
        self.feed(document)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        assert not any(name.startswith("on") for name, _ in attributes)
        self._depth += tag == "code"

    def handle_endtag(self, tag):
        self._depth -= tag == "code"

    def handle_data(self, data):
        self.code += data if self._depth else ""

    def handle_comment(self, data):
        self.elements.add("comment")


@pytest.fixture(scope="module")
def block():
    """``Blocks.make`` as on a page of the site."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    Snippets(ROOT, None, Blocks(), Contents(), None).register(config)
    config.plugins["markdown-exec"].on_config(config)
    md = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    blocks = Blocks()
    return partial(blocks.make, md), read_words(
        SimpleNamespace(extra=config_of(LANGUAGES[0]), theme={"language": "en"})
    )


def config_of(language: str) -> dict:
    from project import BLOCKS

    return BLOCKS[language]["extra"]


SHOWN = {
    "div",
    "p",
    "pre",
    "code",
    "span",
    "a",
    "button",
    "details",
    "summary",
    "svg",
    "path",
    "table",
    "tbody",
    "tr",
    "td",
}


printed_text = piece.map(repr) | st.sampled_from(["'\u2028'", "'\x85'"])  # as a program has it


def shown(printed: str) -> str:
    """The text as a block has it: spaces for tabs, no spaces in an empty line, lines as Markdown ends them."""
    return re.sub(r"(?m)^ +$", "", printed.replace("\r\n", "\n").expandtabs(4)).rstrip("\n")


@heavy
@given(text.filter(str.strip), st.booleans())
@example("`" * 8 + "\n<script>alert(1)</script>", False)
@example("x" * 2**20, False)
@example("<b>&lt;\n" * 5000, False)
@example("\n".join(TRACE) + "\nValueError: <i>", True)
def test_an_output_is_text_on_the_page(block, tmp_path_factory, printed, raises):
    make, words = block
    program = "raise ValueError  # ValueError: no\n" if raises else "print(1)\n"
    folder = tmp_path_factory.getbasetemp() / "snippets"
    (folder / "page").mkdir(parents=True, exist_ok=True)
    (folder / "page" / "error.py").write_text(program)
    trace = 'Traceback (most recent call last):\n  File "error.py", line 1, in <module>\nValueError: no'
    printed = f"{printed}\n{trace}" if raises else printed
    exhibit = Exhibit(Fence("docs/en/a.md:1", "a/", {}, ""), "page/error.py", folder, words, make, ())
    run = Run(int(raises), not raises, False, printed, "ValueError: no (line 1)" if raises else "")
    try:
        filled, _ = exhibit.fill(run)
    except Unkept as error:
        assert_is_clear(str(error).partition("\nits output:\n")[0])
        assert CONTROL.search(printed)
        return
    page = Page(str(filled))
    assert page.elements <= SHOWN
    (copied,) = re.findall(r'data-copy="([^"]*)"', filled)[:1]
    assert html.unescape(copied).rstrip("\n") == printed.rstrip("\n")
    assert shown(page.code) == shown(printed)


@heavy
@given(st.lists(printed_text, max_size=6), st.lists(printed_text, max_size=6), st.sampled_from(["\n", "\r\n"]))
@example(["'\u2028'", "1"], ["2", "'\x85'"], "\n")
def test_a_change_is_shown_line_for_line(block, old, new, end):
    """Programs of lines that print what is odd, written as Python writes it."""
    before, after = ("".join(f"print({each}){end}" for each in [*lines, "'end'"]) for lines in (old, new))
    shown_change = str(show_change(before, after, "a.py", block[0], "{count} lines", "en"))
    assert Page(shown_change).elements <= SHOWN | {"ins", "del"}
    kept = re.sub(r"<del>.*?</del>|<summary.*?</summary>", "", shown_change, flags=re.S)
    assert Page(kept).code.split("\n") == after.replace("\r\n", "\n").split("\n")
