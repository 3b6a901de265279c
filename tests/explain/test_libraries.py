"""What the tool says of programs that train with Trainer, Lightning or Accelerate is right, as in ``test_programs``.

Those of ``libraries/ENV/`` run where these libraries are: ``make explained ENV=…`` makes that environment and gives its
Python to pytest. Everywhere else, only what is known of them is looked at.
"""

from __future__ import annotations

from pathlib import PurePath

import pytest
from explained import LIBRARIES, all_programs, inside, library_programs, main_file, texts_of, with_edits
from grading import beyond_misses, read_known, wrong, wrong_fix, wrong_known

from problems import fail_with
from project import ROOT

PROGRAM = "from torch import *\n\nloss = ones(3)\nloss.backward()  # fails\n"
KNOWN = {
    "error": "scalar",
    "name": "loss",
    "shape": [3],
    "terms": [{"names": ["ones(3)"], "lines": ["a.py:3"]}],
    "repair": ["a.py:3"],
}


@pytest.fixture(scope="session")
def python(request) -> str:
    """The Python of the environment that is asked for."""
    path = request.config.getoption("environment")
    return path or pytest.fail("expected --environment=PYTHON, got none: see make explained ENV=…", pytrace=False)


@pytest.mark.libraries
@pytest.mark.parametrize("name", library_programs())
def test_what_is_said_of_a_program_with_libraries_is_right(name, python, shared, tmp_path):
    program = with_edits(main_file(name, LIBRARIES), [], tmp_path / "program")  # some write beside themselves
    found = inside(shared, python).ask(program, explain=True)
    problems = dict(wrong(read_known(name, LIBRARIES), found))
    problems |= wrong_fix(program, found, shared, tmp_path, python)
    fail_with(beyond_misses(name, problems))


def test_every_program_with_libraries_has_an_environment_and_a_name_of_its_own():
    names = [PurePath(name).name for name in library_programs()] + all_programs()
    fail_with(f"{name}: expected one program of this name, got several" for name in names if names.count(name) > 1)
    written = {path.relative_to(LIBRARIES).with_suffix("").as_posix() for path in LIBRARIES.glob("*/*.py")}
    assert written == set(library_programs())
    assert {PurePath(name).parts[0] for name in written} <= {path.stem for path in ROOT.glob("environments/*.txt")}


@pytest.mark.parametrize("name", library_programs())
def test_what_is_known_of_a_program_with_libraries_is_whole(name):
    files = texts_of(main_file(name, LIBRARIES))
    for path, text in files.items():
        compile(text, path, "exec")
    fail_with(f"{name}: {problem}" for problem in wrong_known(read_known(name, LIBRARIES), files))


@pytest.mark.parametrize(
    ("change", "got"),
    [
        ({"error": "scalars"}, "got scalars"),
        ({"repair": []}, "got []"),
        ({"error": None, "terms": []}, "got ['a.py:3']"),
        ({"repair": ["a.py:2"]}, "expected code at a.py:2, got none"),
        ({"repair": ["a.py:6"]}, "expected code at a.py:6, got none"),
        ({"repair": ["b.py:3"]}, "expected code at b.py:3, got none"),
        ({"terms": [{"names": ["fails"], "lines": ["a.py:4"]}]}, "got {'a.py:4': 'loss.backward()'}"),
        ({"more": 1}, "got ['error', 'more', 'name', 'repair', 'shape', 'terms']"),
    ],
)
def test_what_is_not_whole_is_found(change, got):
    assert not list(wrong_known(KNOWN, {"a.py": PROGRAM}))
    assert any(problem.endswith(got) for problem in wrong_known(KNOWN | change, {"a.py": PROGRAM}))
