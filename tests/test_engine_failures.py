"""Whatever is wrong with a fence or a snippet stops the build: one message that a reader can act on, and no site.

Each test plants one fault in a site of one page and builds it as ``mkdocs build`` does.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import sysconfig
import textwrap
import venv
from pathlib import Path

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from expectations import Unkept, check
from options import read_options
from project import DEFAULT, LANGUAGES, copy_project, mkdocs, page_url
from rendering import find
from runner import Runner
from running import run_program

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the limits and signals planted here are POSIX's")

# What stands above the fence, so that its line is not the file's first; the front matter must be counted too.
ABOVE = "---\ndescription: a page\n---\n\n# A page\n\n"
FENCE = "```snippet\npage/planted.py\n```\n"
PLACE = "docs/en/index.md:7"
MESSAGE = re.compile(r"^ERROR   -  (?P<message>(?!Error reading page).*?)\n\nAborted with a BuildError!$", re.M | re.S)


@pytest.fixture
def project(tmp_path) -> Path:
    """The project, but with one page, the same in each language, whose fence names a snippet that is not yet there."""
    folder = copy_project(tmp_path / "project")
    for name in ("docs", "snippets"):
        shutil.rmtree(folder / name)
    config = yaml_load((folder / "mkdocs.yml").read_text("utf-8"))
    config["nav"] = [{"The error": "index.md"}]
    config["plugins"] = [plugin for plugin in config["plugins"] if "search" not in plugin]  # it only costs time here
    (folder / "mkdocs.yml").write_text(yaml.dump(config), "utf-8")
    (folder / "snippets" / "page").mkdir(parents=True)
    write_snippet(folder, "good", "print('good')\n")
    for language in LANGUAGES:
        write_page(folder, language, FENCE)
    return folder


def write_page(folder: Path, language: str, fence: str, name: str = "index.md") -> None:
    page = folder / "docs" / language / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(ABOVE + fence, "utf-8")


def write_snippet(folder: Path, name: str, program: str | bytes) -> None:
    (folder / "snippets" / "page" / f"{name}.py").write_bytes(
        program if isinstance(program, bytes) else program.encode()
    )


def failure(folder: Path) -> str:
    """Build, see that nothing came of it but one message, and return that."""
    done = mkdocs("build", folder=folder)
    assert done.returncode == 1, done.stdout
    assert not list(folder.glob("site/**/*")), "something was left in site/"
    assert not re.search("^Traceback", done.stdout, re.M), done.stdout
    found = MESSAGE.findall(done.stdout)
    assert len(found) == 1, done.stdout
    assert "ERROR" not in found[0], found[0]
    assert "WARNING" not in done.stdout
    return found[0]


def test_a_good_snippet_is_built(project):
    """The site that the other tests plant a fault in has no other fault."""
    write_snippet(project, "planted", "print('fine')\n")
    done = mkdocs("build", "--strict", folder=project)
    assert done.returncode == 0, done.stdout
    for language in LANGUAGES:
        page = project / "site" / page_url(language, "index.md") / "index.html"
        assert "fine" in page.read_text("utf-8")


NO_FILE = "the path of a file below snippets/"
NO_OPTION = "one of the options hl_lines, show, diff, draw"
NO_FENCE = "one that is not closed, not indented as its text, or on the line of a list marker"


@pytest.mark.parametrize(
    ("fence", "expected", "got"),
    [
        pytest.param("```snippet\npage/absent.py\n```", NO_FILE, "page/absent.py", id="no-such-file"),
        pytest.param(
            '```snippet diff="page/absent.py"\npage/good.py\n```', NO_FILE, "page/absent.py", id="diff-against-no-file"
        ),
        pytest.param('```snippet title="x"\npage/good.py\n```', NO_OPTION, "title", id="unknown-option"),
        pytest.param("``` {.snippet}\npage/good.py\n```", 'options written name="value"', "}", id="braces"),
        pytest.param("```snippet\npage/good.py\n", "a fence", NO_FENCE, id="not-closed"),
        pytest.param("- ```snippet\n  page/good.py\n  ```\n", "a fence", NO_FENCE, id="behind-a-list-marker"),
    ],
)
def test_a_bad_fence_stops_the_build(project, fence, expected, got):
    write_page(project, DEFAULT, fence)
    assert failure(project) == f"{PLACE}: expected {expected}\ngot      {got}"


@pytest.mark.parametrize(("name", "got"), [("", "an empty fence"), ("../outside.py", "../outside.py"), ("a", "a")])
def test_what_is_no_snippet_is_not_found(tmp_path, name, got):
    """What this raises stops the build is shown above; a build for each of these would only take time."""
    (tmp_path / "snippets" / "a").mkdir(parents=True)
    (tmp_path / "outside.py").write_text("print('outside')\n", "utf-8")
    with pytest.raises(Unkept) as caught:
        find(tmp_path / "snippets", name)
    assert str(caught.value) == f"expected {NO_FILE}\ngot      {got}"


@pytest.mark.parametrize(
    ("options", "expected", "got"),
    [
        pytest.param(' html="on"', NO_OPTION, "html", id="html-of-markdown-exec"),
        pytest.param(' session="x"', NO_OPTION, "session", id="session-of-markdown-exec"),
        pytest.param(" show=output", 'options written name="value"', "show=output", id="no-quotes"),
        pytest.param(' show="both"', 'show="source|output"', 'show="both"', id="unknown-value"),
        pytest.param(' source="above"', NO_OPTION, "source", id="source-of-markdown-exec"),
        pytest.param(' exec="on"', NO_OPTION, "exec", id="exec-of-markdown-exec"),
        pytest.param(' place="docs/en/index.md:1"', NO_OPTION, "place", id="our-own"),
        pytest.param(" show='output'", 'options written name="value"', "show='output'", id="single-quotes"),
        pytest.param(' show="output', 'options written name="value"', 'show="output', id="quote-not-closed"),
        pytest.param('show="output"', 'options written name="value"', 'show="output"', id="no-space"),
        pytest.param(" show", 'options written name="value"', "show", id="no-value"),
        pytest.param(
            ' show="source" show="output"', "each option once", 'show="source" show="output"', id="option-twice"
        ),
        pytest.param(' diff="x.txt"', r'diff="\S+\.py"', 'diff="x.txt"', id="diff-against-text"),
        pytest.param(
            ' hl_lines="1" show="output"',
            "hl_lines where the source is shown as it is",
            "hl_lines beside diff or output",
            id="highlight-without-source",
        ),
        pytest.param(
            ' draw="graph" show="output"',
            "draw without another option",
            'draw="graph" show="output"',
            id="draw-beside-another",
        ),
    ],
)
def test_bad_options_are_a_problem_of_the_fence(options, expected, got):
    """That a fence with a problem stops the build is shown above; a build for each of these would only take time."""
    assert read_options(options)[1] == f"expected {expected}\ngot      {got}"


@pytest.mark.parametrize(
    "options",
    ["", ' show="source"', ' show="output"', ' diff="a/b.py"', ' hl_lines="1 3-5"', ' show="source"  hl_lines="2" '],
)
def test_good_options_are_no_problem(options):
    assert read_options(options)[1] == ""


FAULTS = [
    pytest.param(
        "print(1)\nint('1')  # ValueError: no\n",
        "ValueError: no (line 2)",
        "it ran to its last line and raised nothing",
        id="raises-nothing",
    ),
    pytest.param(
        "raise TypeError('no')  # ValueError: no\n",
        "ValueError: no (line 1)",
        "TypeError: no (line 1)",
        id="raises-another-type",
    ),
    pytest.param(
        "raise ValueError('no, not so')  # ValueError: no\n",
        "ValueError: no (line 1)",
        "ValueError: no, not so (line 1)",
        id="raises-another-message",
    ),
    pytest.param(
        "raise ValueError('no')\nprint(1)  # ValueError: no\n",
        "ValueError: no (line 2)",
        "ValueError: no (line 1)",
        id="raises-on-another-line",
    ),
    pytest.param(
        "print(1)\nraise ValueError('no')\n",
        "it to reach its last line",
        "ValueError: no (line 2)",
        id="raises-unannounced",
    ),
    pytest.param(
        "import sys\nprint(1)\nsys.exit('no')\n",
        "it to reach its last line",
        "it ended with exit status 1",
        id="exits-with-a-failure",
    ),
    pytest.param(
        "import sys\nprint(1)\nsys.exit(0)\nprint(2)\n",
        "it to reach its last line",
        "it left with exit status 0 before its last line",
        id="exits-early",
    ),
    pytest.param(
        "import os\nprint(1)\nos._exit(0)\n",
        "it to reach its last line",
        "it left with exit status 0 before its last line",
        id="leaves-without-cleaning-up",
    ),
    pytest.param("x = 1\n", "it to print something", "no output", id="prints-nothing"),
    pytest.param(
        "import os, signal\nprint(1)\nos.kill(os.getpid(), signal.SIGSEGV)\n",
        "it to reach its last line",
        "it was killed by SIGSEGV",
        id="killed-by-a-signal",
    ),
    pytest.param(
        b"print(1)\nx = '\xe9'\n",
        "UTF-8",
        "the byte 0xe9 on line 2",
        id="not-utf-8",
    ),
    pytest.param(
        "x = 1\nprint(x\n",
        "a Python program",
        "'(' was never closed (line 2)",
        id="syntax-error",
    ),
    pytest.param(
        "raise ValueError('a')  # ValueError: a\nraise ValueError('b')  # ValueError: b\n",
        "one comment that announces an exception",
        "2, on lines 1, 2",
        id="announces-two-exceptions",
    ),
    pytest.param(
        "print(1)\nx = bytearray(2**31)\n",
        "it to reach its last line",
        "MemoryError (line 2)",
        id="takes-too-much-memory",
    ),
    pytest.param(
        'print("Traceback (most recent call last):")\n'
        "print('  File \"planted.py\", line 3, in <module>')\n"
        'print("ValueError: no")  # ValueError: no\n',
        "ValueError: no (line 3)",
        "it ran to its last line and raised nothing",
        id="prints-a-traceback",
    ),
    pytest.param(
        "while True:\n    print('again')\n",
        "it to reach its last line",
        "it wrote more than 1048576 bytes",
        id="prints-without-end",
    ),
]


@pytest.mark.parametrize(("program", "expected", "got"), FAULTS)
def test_a_bad_snippet_is_found(tmp_path, program, expected, got):
    path = tmp_path / "planted.py"
    path.write_bytes(program if isinstance(program, bytes) else program.encode())
    with pytest.raises(Unkept) as caught:
        check(path.read_bytes(), run_program(path), path.name)
    head, _, output = str(caught.value).partition("\nits output:\n")
    assert head == f"expected {expected}\ngot      {got}"
    assert all(line.startswith("  | ") for line in output.splitlines()), "its output must be told from the message"
    assert str(tmp_path) not in str(caught.value)


def test_a_snippet_that_does_not_end_is_found(tmp_path):
    path = tmp_path / "planted.py"
    path.write_text("print(1, flush=True)\nwhile True:\n    pass\n", "utf-8")
    run = Runner(fork=False, seconds=2).run(path)
    with pytest.raises(Unkept) as caught:
        check(path.read_bytes(), run, path.name)
    assert str(caught.value) == (
        "expected it to reach its last line\ngot      it did not end before the time limit\nits output:\n  | 1"
    )


STOPPED = ("raises-nothing", "not-utf-8", "killed-by-a-signal")


@pytest.mark.parametrize(("program", "expected", "got"), [fault for fault in FAULTS if fault.id in STOPPED])
def test_a_bad_snippet_stops_the_build(project, program, expected, got):
    """Three of the faults above; a build for each of them would only take time."""
    write_snippet(project, "planted", program)
    head, _, _ = failure(project).partition("\nits output:\n")
    assert head == f"{PLACE}: snippets/page/planted.py did not do what it says\nexpected {expected}\ngot      {got}"


def test_the_message_quotes_the_end_of_a_long_output(project):
    write_snippet(project, "planted", "for i in range(100):\n    print(f'line {i}', 'x' * 999)\n1 / 0\n")
    quoted = failure(project).partition("\nits output:\n")[2].splitlines()
    assert quoted[0] == "  | …"
    assert quoted[-1] == "  | ZeroDivisionError: division by zero"
    assert any(line.startswith("  | line 99 x") for line in quoted)
    assert len(quoted) == 41
    assert max(map(len, quoted)) <= len("  | ") + 200


def test_a_diff_against_a_file_that_cannot_be_read_stops_the_build(project):
    """superfences would swallow the exception, and publish the fence as text."""
    write_snippet(project, "planted", b"x = '\xe9'\n")
    write_page(project, DEFAULT, '```snippet diff="page/planted.py"\npage/good.py\n```')
    assert failure(project).startswith(f"{PLACE}: expected to show this snippet\ngot      UnicodeDecodeError: ")


def test_a_fence_inside_a_block_is_placed_by_its_line(project):
    write_snippet(project, "planted", "1 / 0\n")
    write_page(project, DEFAULT, "!!! note\n\n    > text\n\n" + textwrap.indent(FENCE, "    "))
    assert failure(project).startswith("docs/en/index.md:11: snippets/page/planted.py ")


def test_a_fault_in_the_last_language_leaves_no_site_of_the_first(project):
    """The first is built and written before the last is read."""
    write_snippet(project, "planted", "print('fine')\n")
    write_page(project, LANGUAGES[-1], "```snippet\npage/absent.py\n```")
    assert failure(project) == (
        f"docs/{LANGUAGES[-1]}/index.md:7: expected the path of a file below snippets/\ngot      page/absent.py"
    )


def test_a_failed_build_leaves_no_earlier_site(project):
    """It would be taken for what this build made. Here the build fails before MkDocs itself clears the folder."""
    (project / "site" / "folder").mkdir(parents=True)
    (project / "site" / "folder" / "index.html").write_text("earlier", "utf-8")
    write_page(project, DEFAULT, "Text.\n", name="other.md")
    assert failure(project).endswith("/other.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_one_language_only_stops_the_build(project, language):
    write_snippet(project, "planted", "print('fine')\n")
    write_page(project, language, "Text.\n", name="fixes/other.md")
    missing = ", ".join(f"docs/{other}/fixes/other.md" for other in LANGUAGES if other != language)
    assert failure(project) == f"expected every page in every language\ngot      none at {missing}"


def test_a_missing_torch_stops_the_build(project, tmp_path, monkeypatch):
    """An environment with everything but torch is what an installation leaves that broke off."""
    venv.create(tmp_path / "environment", symlinks=True)
    (packages,) = (tmp_path / "environment" / "lib").glob("python*/site-packages")
    for installed in Path(sysconfig.get_path("purelib")).iterdir():
        if not installed.name.startswith(("torch", "functorch", "__pycache__")):
            (packages / installed.name).symlink_to(installed)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "environment" / "bin" / "python"))
    done = mkdocs("build", folder=project)
    assert done.returncode == 1
    assert done.stdout == (
        "Error: expected torch in this environment, in the version of requirements.txt\ngot      none\n"
    )
    assert not (project / "site").exists()
