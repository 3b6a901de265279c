"""A program that is run through the tool is run as by ``python``: all that it prints, does and sees is the same."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable

import pytest
import yaml
from commands import SCALAR, STAND_IN, TITLE, both, run
from explained import HERE, built

FAILS = "import torch\n(torch.ones(3, requires_grad=True) * 2).backward()\n"
ADDRESS = re.compile(r"0x[0-9a-f]+")
ALIKE = yaml.safe_load((HERE / "alike.yml").read_text("utf-8"))
KNOWN: dict[str, str] = {}  # what is not yet as by python, with the reason


def cases(names: Iterable[str]) -> list:
    """The names as parameters; what is known to fail must fail."""
    return [
        pytest.param(one, id=one, marks=[pytest.mark.xfail(reason=KNOWN[one])] if one in KNOWN else []) for one in names
    ]


@pytest.fixture
def tool(shared):
    return built(shared)


def explanation(stderr: str) -> str:
    """What the tool printed, from its title on."""
    return stderr[stderr.index(TITLE) :] if TITLE in stderr else ""


def alike(plain, explained) -> None:
    assert (explained.returncode, explained.stdout) == (plain.returncode, plain.stdout)
    assert explained.stderr.startswith(plain.stderr)


@pytest.mark.parametrize("what", cases(ALIKE))
def test_a_program_is_run_as_by_python(what, tool, tmp_path):
    text = ALIKE[what]
    (tmp_path / "program.py").write_bytes(text.encode("latin-1" if "latin-1" in text else "utf-8"))
    (tmp_path / "beside.py").write_text("value = 1\n")
    plain, explained = both(tmp_path, tool, "program.py", "--lang", "-x", "--", "--json", "a b")
    assert (explained.returncode, explained.stdout) == (plain.returncode, plain.stdout)
    assert ADDRESS.sub("", explained.stderr) == ADDRESS.sub("", plain.stderr)


def test_what_fails_is_explained_behind_the_traceback(tool, tmp_path):
    (tmp_path / "program.py").write_text(SCALAR)
    plain, explained = both(tmp_path, tool, "program.py")
    alike(plain, explained)
    assert explained.stderr.removeprefix(plain.stderr).startswith(f"\n{TITLE}")
    assert explained.stderr.count(TITLE) == 1


@pytest.mark.parametrize("line", cases(["-m package.module -x", "-m package 1", "-m nothing.there", "-m fails", "-m"]))
def test_a_module_is_run_as_by_python(line, tool, tmp_path):
    command = line.split()
    package = tmp_path / "package"
    package.mkdir()
    shown = (
        "import sys\nprint(__name__, __file__, __package__, __spec__.name, sys.argv, sys.path[0], sorted(globals()))\n"
    )
    (package / "__init__.py").write_text("print('init')\n")
    (package / "__main__.py").write_text(shown)
    (package / "module.py").write_text(shown + "from . import other\n")
    (package / "other.py").write_text("print(__name__)\n")
    (tmp_path / "fails.py").write_text(FAILS)
    plain, explained = both(tmp_path, tool, *command)
    if line == "-m":  # Python's own shows how it is used
        assert (explained.returncode, explained.stdout) == (plain.returncode, plain.stdout)
        assert explained.stderr.splitlines()[0] == plain.stderr.splitlines()[0]
        return
    if line == "-m nothing.there":
        assert explained.stderr.endswith("No module named 'nothing'\n") or "nothing" in explained.stderr
        assert (explained.returncode, explained.stdout) == (plain.returncode, plain.stdout)
        return
    alike(plain, explained)
    assert explained.stderr.count(TITLE) == (command[1] == "fails")


@pytest.mark.parametrize("name", cases(["missing.py", "missing/program.py", "empty"]))
def test_a_file_that_is_not_there_is_told_as_by_python(name, tool, tmp_path):
    (tmp_path / "empty").mkdir()
    plain, explained = both(tmp_path, tool, name)
    assert (explained.returncode, explained.stdout) == (plain.returncode, plain.stdout)
    assert explained.stderr == plain.stderr


@pytest.mark.parametrize("name", cases(["folder", "archive.zip"]))
def test_a_folder_or_an_archive_is_run(name, tool, tmp_path):
    (tmp_path / "folder").mkdir()
    text = "import sys\nprint(__name__, sys.argv)\n"
    (tmp_path / "folder" / "__main__.py").write_text(text)
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as file:
        file.writestr("__main__.py", text)
    alike(*both(tmp_path, tool, name, "-x"))


def test_a_failure_in_a_thread_is_explained_and_the_program_goes_on(tool, tmp_path):
    (tmp_path / "program.py").write_text(
        "import threading\ndef f():\n    import torch\n    loss = torch.ones(3, requires_grad=True) * 2\n"
        "    loss.backward()\n"
        "thread = threading.Thread(target=f, name='T')\nthread.start()\nthread.join()\nprint('on')\n"
    )
    plain, explained = both(tmp_path, tool, "program.py")
    alike(plain, explained)
    assert explanation(explained.stderr).count("`loss` has shape (3,)") == 1


def test_an_interrupt_by_the_keyboard_ends_it_as_python(tool, tmp_path):
    (tmp_path / "program.py").write_text("import time\nprint('ready', flush=True)\ntime.sleep(60)\n")
    # A shell has what it runs behind it ignore Ctrl-C, and so would these.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    ends = []
    for command in (["program.py"], [str(tool), "program.py"]):
        process = subprocess.Popen(
            [sys.executable, *command], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        process.stdout.readline()
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
        ends.append((process.returncode, stderr))
    signal.signal(signal.SIGINT, before)
    assert ends[0] == ends[1]
    assert ends[0][0] == -signal.SIGINT


def test_a_failure_that_ends_in_an_exit_is_explained(tool, tmp_path):
    (tmp_path / "program.py").write_text(
        "import sys, torch\ntry:\n    (torch.ones(3, requires_grad=True) * 2).backward()\n"
        "except RuntimeError as e:\n    sys.exit(3)\n"
    )
    plain, explained = both(tmp_path, tool, "program.py")
    assert (explained.returncode, explained.stdout) == (plain.returncode, plain.stdout) == (3, "")
    assert explained.stderr.count(TITLE) == 1


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_is_closed_changes_nothing(closed, tool, tmp_path):
    (tmp_path / "program.py").write_text(SCALAR.replace("loss.backward", "print('out')\nloss.backward"))
    runs = []
    for command in ("program.py", f"{tool} program.py"):
        line = f"exec {sys.executable} {command} {closed}>&-" if closed else f"exec {sys.executable} {command} <&-"
        values = {**os.environ, "PYTHONPATH": STAND_IN}
        runs.append(subprocess.run(["sh", "-c", line], cwd=tmp_path, env=values, capture_output=True, text=True))
    alike(*runs)
    assert runs[1].stderr.count(TITLE) == (closed != 2)


def test_stderr_that_takes_ascii_only_is_no_failure(tool, tmp_path):
    (tmp_path / "program.py").write_text(SCALAR)
    explained = run(
        tmp_path, tool, "program.py", variables={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    )
    assert "`loss` has shape (4,)" in explained.stderr


@pytest.mark.parametrize(
    ("options", "variables", "word"),
    [
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "发生了什么"),
        ([], {"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "发生了什么"),
        ([], {"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "What happened"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "What happened"),
        (["--lang=zh"], {"LC_ALL": "C.UTF-8"}, "发生了什么"),
    ],
)
def test_the_language_is_the_terminals_or_the_one_asked_for(options, variables, word, tool, tmp_path):
    (tmp_path / "program.py").write_text(SCALAR)
    explained = run(tmp_path, tool, *options, "program.py", variables=variables)
    assert f"── {word} " in explained.stderr


def test_json_is_written_for_a_failure_and_null_for_a_good_end(tool, tmp_path):
    (tmp_path / "fails.py").write_text("import os\nos.chdir('/')\n" + SCALAR)
    (tmp_path / "ends.py").write_text("print(1)\n")
    (tmp_path / "other.py").write_text("1 / 0\n")
    found = {}
    for name in ("fails", "ends", "other"):
        run(tmp_path, tool, "--json", f"{name}.json", f"{name}.py")
        found[name] = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
    assert found["fails"]["error"] == "scalar"
    assert set(found["fails"]) == {"error", "name", "shape", "cause", "at", "terms", "fix", "page"}
    for name in ("ends", "other"):
        assert set(found[name]) >= {"error", "name", "shape", "terms", "fix", "page"}
        assert not any(found[name].values())


@pytest.mark.parametrize("option", ["--nothing", "--lang", "--lang=fr"])
def test_an_option_that_is_not_there_is_one_line(option, tool, tmp_path):
    explained = run(tmp_path, tool, option)
    assert (explained.returncode, explained.stdout) == (1, "")
    assert len(explained.stderr.splitlines()) == 1
    assert "expected" in explained.stderr


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_without_a_program_it_says_how_it_is_used(arguments, tool, tmp_path):
    explained = run(tmp_path, tool, *arguments)
    assert (explained.returncode, explained.stderr) == (0, "")
    assert "python explain.py train.py" in explained.stdout


def test_a_program_may_import_it(tool, tmp_path):
    (tmp_path / "program.py").write_text("import explain\n" + SCALAR)
    variables = {"PYTHONPATH": f"{STAND_IN}{os.pathsep}{tool.parent}"}
    explained = run(tmp_path, "program.py", variables=variables)
    assert explained.returncode == 1
    assert explained.stderr.count(TITLE) == 1
    assert explained.stderr.index("Traceback") < explained.stderr.index(TITLE)


def test_a_program_that_imports_it_and_is_run_through_it_is_explained_once(tool, tmp_path):
    (tmp_path / "program.py").write_text("import explain\n" + SCALAR)
    variables = {"PYTHONPATH": f"{STAND_IN}{os.pathsep}{tool.parent}"}
    assert run(tmp_path, tool, "program.py", variables=variables).stderr.count(TITLE) == 1


def test_a_program_may_ask_for_the_facts_or_the_text(tool, tmp_path):
    (tmp_path / "program.py").write_text(
        "import json, explain\n"
        + SCALAR.replace(
            "loss.backward()",
            "try:\n    loss.backward()\nexcept RuntimeError as error:\n"
            "    print(json.dumps([explain.facts(error), explain.why(error), explain.why(error, 'zh')]))\n"
            "print(json.dumps([explain.facts(ValueError('x')), explain.why(ValueError('x'))]))",
        )
    )
    variables = {"PYTHONPATH": f"{STAND_IN}{os.pathsep}{tool.parent}"}
    done = run(tmp_path, "program.py", variables=variables)
    assert (done.returncode, done.stderr) == (0, "")
    (facts, english, chinese), (none, silence) = map(json.loads, done.stdout.splitlines())
    assert (facts["error"], facts["name"], facts["shape"]) == ("scalar", "loss", [4])
    assert "What happened" in english
    assert "发生了什么" in chinese
    assert (none["error"], silence) == (None, None)


NOTEBOOK = """\
import sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for cell in {cells!r}:
    shell.run_cell(cell)
"""
CELL = SCALAR.replace("w.square().mean(dim=1)", "w.square().mean(dim=1)  # in a cell")


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ([CELL, "%run {tool}"], 1),
        (["%run {tool}"], 0),
        (["import explain", CELL], 1),
        (["import explain", "x = 1", "1 / 0"], 0),
        (["import explain", "import explain", CELL, "x = 1"], 1),
        (["%run {tool} program.py"], 1),
        (["import explain", "%run program.py"], 1),
    ],
)
def test_a_cell_of_a_notebook_is_explained(cells, count, tool, tmp_path):
    (tmp_path / "program.py").write_text(SCALAR)
    (tmp_path / "notebook.py").write_text(
        NOTEBOOK.format(cells=[cell.format(tool=tool) if "{tool}" in cell else cell for cell in cells])
    )
    variables = {"PYTHONPATH": f"{STAND_IN}{os.pathsep}{tool.parent}", "IPYTHONDIR": str(tmp_path / "ipython")}
    done = run(tmp_path, "notebook.py", variables=variables)
    printed = done.stdout + done.stderr
    assert printed.count(TITLE) == count, printed
    assert done.returncode == 0
    if count:
        assert "`loss` has shape (4,)" in printed


# A rank that has said what it has to say waits for the other: one that ends before the other fails is no longer there.
TOGETHER = """
import atexit, os, pathlib, time
def wait():
    rank = int(os.environ["LOCAL_RANK"])
    pathlib.Path(f"said-{rank}").touch()
    while not pathlib.Path(f"said-{1 - rank}").exists():
        time.sleep(0.01)
atexit.register(wait)
"""


def test_two_ranks_explain_a_failure_once(tool, tmp_path):
    (tmp_path / "program.py").write_text(TOGETHER + SCALAR)
    done = run(
        tmp_path,
        *("-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", tool, "program.py"),
        torch=None,
    )
    assert done.returncode != 0
    assert done.stderr.count(TITLE) == 1
    assert done.stderr.count("`loss` has shape (4,)") == 2


def test_the_rank_that_fails_alone_explains_it(tool, tmp_path):
    program = SCALAR.replace(
        "loss.backward()", "import os\nif os.environ['LOCAL_RANK'] == '1':\n    loss.backward()\nprint('well')"
    )
    (tmp_path / "program.py").write_text(program)
    done = run(
        tmp_path,
        *("-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", tool, "program.py"),
        torch=None,
    )
    assert "well" in done.stdout
    assert done.stderr.count(TITLE) == 1
    assert "program.py:10" in explanation(done.stderr)


def test_a_rank_says_one_line_while_another_of_its_node_has_spoken(tool, tmp_path):
    (tmp_path / "program.py").write_text(SCALAR)
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(f"\0explain.{os.getpid()}")
        done = run(tmp_path, tool, "program.py", variables={"LOCAL_RANK": "1"})
    assert TITLE not in done.stderr
    assert done.stderr.splitlines()[-1] == "[rank1] `loss` has shape (4,): 4 numbers, not one."


@pytest.mark.skipif(sys.version_info < (3, 11), reason="groups of errors came with Python 3.11")
def test_an_error_in_a_group_is_explained(tool, tmp_path):
    (tmp_path / "program.py").write_text(
        "import asyncio\nimport torch\nw = torch.ones(4, 2, requires_grad=True)\n"
        "async def step():\n    loss = w.abs().sum(dim=1)\n    loss.backward()\n"
        "async def main():\n    async with asyncio.TaskGroup() as tasks:\n        tasks.create_task(step())\n"
        "asyncio.run(main())\n"
    )
    plain, explained = both(tmp_path, tool, "program.py", torch=None)
    alike(plain, explained)
    assert "program.py:6" in explanation(explained.stderr)
    assert "w.abs().sum(dim=1).mean()" in explanation(explained.stderr)


def test_a_graph_that_is_lost_out_of_sight_is_found_where_it_is_recorded(tmp_path, tool):
    (tmp_path / "program.py").write_text(
        "import torch\nweight = torch.ones(3, requires_grad=True)\nkept = {}\n"
        "setattr(torch, 'kept', (weight * 2).detach())\nloss = getattr(torch, 'kept').sum()\nloss.backward()\n"
    )
    plain = subprocess.run([sys.executable, tool, "program.py"], cwd=tmp_path, capture_output=True, text=True)
    recorded = subprocess.run(
        [sys.executable, tool, "--record", "program.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "--record" in plain.stderr
    assert "program.py:4" in recorded.stderr.split(TITLE)[-1]
    assert recorded.returncode == plain.returncode == 1
