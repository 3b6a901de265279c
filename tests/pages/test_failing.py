"""Whatever is wrong with a fence or a snippet stops the build: one message that a reader can act on, and no site.

Each test plants one fault in a site of one page and builds it as ``mkdocs build`` does.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from pages.fences import mark_fences
from pages.programs import find
from project import DEFAULT, LANGUAGES, copy_project, mkdocs, page_url
from running.promises import Unkept

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the limits and signals planted here are POSIX's")

# What stands above the fence, so that its line is not the file's first; the front matter must be counted too.
ABOVE = "---\ndescription: a page\n---\n\n# A page\n\n"
FENCE = "```snippet\npage/planted.py\n```\n"
PLACE = "docs/en/index.md:7"
MESSAGE = re.compile(r"^ERROR   -  (?P<message>(?!Error reading page).*?)\n\nAborted with a BuildError!$", re.M | re.S)


# Writes each error to stdout, a null byte behind it. Listens nowhere: a site that is being served has the usual port.
BUILD_AS_SERVE_DOES = """
import logging, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(dev_addr="127.0.0.1:0")
handler = logging.StreamHandler(sys.stdout)
handler.setLevel(logging.ERROR)
handler.terminator = "\\0"
logging.getLogger("mkdocs").addHandler(handler)
config.plugins.on_startup(command="serve", dirty=False)
try:
    build(config, serve_url="http://127.0.0.1/")
finally:
    config.plugins.on_shutdown()
"""


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
NO_OPTION = "one of the options hl_lines, show, diff, draw, explained"
NO_FENCE = "one that is not indented as its text, or on the line of a list marker"
NO_END = "none before the next fence or the end"


BAD_FENCES = {  # a fence, the message, and how many lines stand above the fence
    "no-such-file": ("```snippet\npage/absent.py\n```", NO_FILE, "page/absent.py"),
    "diff-against-no-file": ('```snippet diff="page/other.py"\npage/good.py\n```', NO_FILE, "page/other.py"),
    "misspelt-file": ("```snippet\npage/goood.py\n```", NO_FILE, "page/goood.py: did you mean page/good.py?"),
    "moved-file": ("```snippet\nelsewhere/good.py\n```", NO_FILE, "elsewhere/good.py: did you mean page/good.py?"),
    "misspelt-language": ("```snipet\npage/good.py\n```", "the language snippet", "snipet"),
    "language-in-the-plural": ("~~~ {.snippets}\npage/good.py\n~~~", "the language snippet", "snippets"),
    "language-in-capitals": ('```Snippet show="source"\npage/good.py\n```', "the language snippet", "Snippet"),
    "unknown-option": ('```snippet title="x"\npage/good.py\n```', NO_OPTION, "title"),
    "braces": ("``` {.snippet}\npage/good.py\n```", 'options written name="value"', "}"),
    "not-closed": ("```snippet\npage/good.py\n", "a fence that is closed by a line of ```", NO_END),
    "not-closed-before-others": (
        "~~~~snippet\npage/absent-too.py\n\n~~~~snippet\npage/good.py\n~~~~\n\n```snippet\npage/good.py\n```\n",
        "a fence that is closed by a line of ~~~~",
        NO_END,
    ),
    "another-not-closed": (
        "````` python\nprint(1)\n\n```snippet\npage/good.py\n```\n\n```snippet\npage/good.py\n```\n",
        "a fence that is closed by a line of `````",
        NO_END,
    ),
    "inside-a-block": ("!!! note\n\n    > ```snippet\n    > page/inner.py\n    > ```\n", NO_FILE, "page/inner.py", 2),
    # superfences would swallow the exception, and publish the fence as text.
    "diff-against-no-text": (
        '```snippet diff="page/not-utf-8.py"\npage/good.py\n```',
        "to show this snippet",
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 0: unexpected end of data",
    ),
    "never-recorded": (
        "```snippet\npage/other/kept.py\n```",
        "a record of snippets/page/other/kept.py: make records ENV=other ARGS=page/other/kept.py",
        "none",
    ),
    "explained-without-error": (
        '```snippet explained="yes"\npage/good.py\n```',
        "explained on a program that fails in this build",
        "one that raises nothing",
    ),
    "behind-a-list-marker": ("- ```snippet\n  page/good.py\n  ```\n", "a fence", NO_FENCE),
}


@pytest.mark.parametrize("name", ["misspelt-file", "not-closed-before-others"])
def test_a_bad_fence_stops_the_build(project, name):
    fence, expected, got = BAD_FENCES[name]
    write_page(project, DEFAULT, fence)
    assert failure(project) == f"{PLACE}: expected {expected}\ngot      {got}"


def test_each_bad_fence_has_a_message(project):
    """In one build, as ``mkdocs serve`` makes it: there a fault stops nothing."""
    write_snippet(project, "planted", "print('fine')\n")
    write_snippet(project, "not-utf-8", b"\xe9")
    (project / "snippets" / "page" / "other").mkdir()
    write_snippet(project, "other/kept", "# pip install x==1\nprint(1)\n")
    (project / "environments" / "other.txt").write_text("# Python 3.11\n# pip install x==1\nx==1\n")
    wanted = []
    for name, (fence, expected, got, *lines) in BAD_FENCES.items():
        for language in LANGUAGES:
            write_page(project, language, fence if language == DEFAULT else FENCE, f"{name}.md")
        wanted.append(f"pages: docs/{DEFAULT}/{name}.md:{7 + sum(lines)}: expected {expected}\ngot      {got}")
    done = subprocess.run(
        [sys.executable, "-c", BUILD_AS_SERVE_DOES], cwd=project, capture_output=True, text=True, check=False
    )
    assert sorted(done.stdout.split("\0")) == sorted([*wanted, ""]), done.stderr


def test_a_fault_in_a_snippet_is_one_message(project):
    """Whatever the number of languages and pages that show it. Each page shows it at its place."""
    write_snippet(project, "planted", "1 / 0\n")
    for language in LANGUAGES:
        write_page(project, language, FENCE, "other.md")
    done = subprocess.run(
        [sys.executable, "-c", BUILD_AS_SERVE_DOES], cwd=project, capture_output=True, text=True, check=False
    )
    message, *others = done.stdout.split("\0")
    assert others == [""]
    places = [f"docs/{language}/{name}.md:7" for language in LANGUAGES for name in ("index", "other")]
    head, _, _ = message.removeprefix("pages: ").partition(": snippets/page/planted.py did not do what it says\n")
    assert sorted(head.split(", ")) == places


def test_a_fence_that_shows_a_fence_is_none():
    """Nor is what is almost none of ours, inside another."""
    text = "````text\n```snippet\na.py\n```\n```snipet\n````\n\n```python\n1\n```\n"
    assert mark_fences(text, "a.md", 0, "") == (text, [], [])


@pytest.mark.parametrize(("name", "got"), [("", "an empty fence"), ("../outside.py", "../outside.py"), ("a", "a")])
def test_what_is_no_snippet_is_not_found(tmp_path, name, got):
    """What this raises stops the build is shown above; a build for each of these would only take time."""
    (tmp_path / "snippets" / "a").mkdir(parents=True)
    (tmp_path / "outside.py").write_text("print('outside')\n", "utf-8")
    with pytest.raises(Unkept) as caught:
        find(tmp_path / "snippets", name)
    assert str(caught.value) == f"expected {NO_FILE}\ngot      {got}"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("why/los.py", "why/loss.py"),
        ("wy/loss.py", "why/loss.py"),
        ("why/loss-of-a-batch.py", "why/loss.py"),  # it had a longer name
        ("fixes/loss.py", "why/loss.py"),  # it has moved
        ("why/mean.py", ""),
    ],
)
def test_a_snippet_that_was_renamed_or_misspelt_is_found(tmp_path, name, meant):
    for path in ("why/loss.py", "why/graph.py", "vector/error.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    with pytest.raises(Unkept) as caught:
        find(tmp_path, name)
    assert str(caught.value).endswith(f"got      {name}: did you mean {meant}?" if meant else f"got      {name}")


# Of the faults in tests/running/test_expectations.py; a build for each of them would only take time.
STOPPED = [
    pytest.param(b"print(1)\nx = '\xe9'\n", "UTF-8", "the byte 0xe9 on line 2", id="not-utf-8"),
    pytest.param(
        "import os, signal\nprint(1)\nos.kill(os.getpid(), signal.SIGSEGV)\n",
        "it to reach its last line",
        "it was killed by SIGSEGV",
        id="killed-by-a-signal",
    ),
]


@pytest.mark.parametrize(("program", "expected", "got"), STOPPED)
def test_a_bad_snippet_stops_the_build(project, program, expected, got):
    write_snippet(project, "planted", program)
    head, _, _ = failure(project).partition("\nits output:\n")
    assert head == f"{PLACE}: snippets/page/planted.py did not do what it says\nexpected {expected}\ngot      {got}"


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
