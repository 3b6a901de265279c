"""A package of modules and data as one file: what is in it, and which package does not become one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from project import ROOT
from publishing.explain import checksum, explain_file, languages

RULE = "-" * 100
FILES = {
    "__init__.py": "from explain.ways_in import main\n",
    "messages.json": '[{"page": "why.md"}]\n',
    "causes.json": '{"a": "\\"b\\""}\n',
    "words.json": '{"title": {"en": "Why", "zh": "为什么"}, "fix": {"zh": "修复"}}\n',
    "data.py": '"""Data."""\n\nimport os\n\nMESSAGES = []\n',
    "facts.py": '"""What is known."""\n\nimport json\n\nSITE = ""\nMY_SITE = ""\n\n\ndef link():\n    return SITE\n',
    "ways_in.py": '''"""The tool.

    python explain.py PROGRAM
"""

import explain.facts as facts
import sys
from explain.data import CAUSES, MESSAGES

found = []


def main():
    found.extend(["main", facts.link(), CAUSES, MESSAGES])


def attach():
    found.append("attach")
''',
}
WHOLE = f'''"""The tool.

    python explain.py PROGRAM
"""

from __future__ import annotations

import json
import sys

# {RULE} data

import json as _json

MESSAGES = _json.loads(r"""[{{"page": "why.md"}}]""")
CAUSES = _json.loads(r"""{{"a": "\\"b\\""}}""")
WORDS = _json.loads(r"""{{"title": {{"en": "Why", "zh": "为什么"}}, "fix": {{"zh": "修复"}}}}""")


# {RULE} facts

# What is known.



SITE = 'https://x.org/'
MY_SITE = ""


def link():
    return SITE


# {RULE} ways_in

found = []


def main():
    found.extend(["main", link(), CAUSES, MESSAGES])


def attach():
    found.append("attach")

if __name__ == "__main__":
    main()
else:
    attach()
'''


@pytest.fixture
def package(tmp_path) -> Path:
    """A small one."""
    folder = tmp_path / "explain"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def more(package: Path, name: str, text: str) -> None:
    """Put the text behind what a file of the package has."""
    path = package / name
    path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")


def refused(package: Path) -> str:
    with pytest.raises(ValueError, match="expected") as caught:
        explain_file(package=package)
    return str(caught.value)


def test_the_file_has_the_package_from_its_docstring_to_its_end(package):
    assert explain_file("https://x.org/", package) == WHOLE


@pytest.mark.parametrize(
    ("name", "found"),
    [("__main__", ["main", "https://x.org/", {"a": '"b"'}, [{"page": "why.md"}]]), ("explain", ["attach"])],
)
def test_the_file_runs_as_a_program_and_attaches_as_a_module(package, name, found):
    names = {"__name__": name}
    exec(explain_file("https://x.org/", package), names)
    assert names["found"] == found


def test_without_a_site_the_file_knows_none(package):
    assert "\nSITE = ''\nMY_SITE = \"\"\n" in explain_file(package=package)


@pytest.mark.parametrize("name", ["answers", "Answers"])  # before data.py and before __init__.py
def test_a_module_may_have_any_name(package, name):
    more(package, f"{name}.py", "ANSWER = 42\n")
    assert f"# {RULE} {name}\n\nANSWER = 42\n" in explain_file(package=package)


@pytest.mark.parametrize("name", ["rest", "zones"])
@pytest.mark.parametrize("text", ["def attach():\n    pass\n", "class attach:\n    pass\n", "attach = 1\n"])
def test_two_modules_that_define_the_same_name_are_refused(package, name, text):
    more(package, f"{name}.py", f"x = 1\n{text}")
    line = FILES["ways_in.py"].split("\n").index("def attach():") + 1
    assert refused(package) == (
        f"{package / 'ways_in.py'}:{line}: expected a name of its own, got 'attach', as in {name}.py"
    )


def test_a_module_may_define_a_name_twice(package):
    more(package, "facts.py", "\n\ndef link():\n    return 2\n")
    assert explain_file(package=package).count("def link()") == 2


def test_what_is_no_python_as_one_file_is_refused(package):
    more(package, "facts.py", "\n\ndef f():\n    from explain.data import WORDS\n")
    with pytest.raises(SyntaxError, match="expected an indented block") as caught:
        explain_file(package=package)
    assert caught.value.filename == "explain.py"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, "b": 2, "a": 3, "b": 4}', "expected each key once, got 'a' again"),
        ('[{"x": {"c": 1, "b": 2, "b": 2}}]', "expected each key once, got 'b' again"),
    ],
)
def test_data_with_a_key_twice_is_refused(package, text, expected):
    (package / "causes.json").write_text(text, "utf-8")
    assert refused(package) == f"{package / 'causes.json'}: {expected}"


def test_data_may_have_many_keys(package):
    causes = {f"cause {number}": "why.md" for number in range(300)}
    (package / "causes.json").write_text(json.dumps(causes), "utf-8")
    assert f'CAUSES = _json.loads(r"""{json.dumps(causes)}""")' in explain_file(package=package)


def test_what_is_no_json_is_refused_with_its_place(package):
    (package / "words.json").write_text('{"a": 1,\n"b"}', "utf-8")
    with pytest.raises(ValueError, match=r"words\.json: .*line 2 column 4"):
        explain_file(package=package)


def test_the_languages_are_those_of_the_first_word_in_its_order(package):
    assert languages(package) == ["en", "zh"]
    (package / "words.json").write_text(json.dumps({"a": {"zh": "", "ja": "", "en": ""}}), "utf-8")
    assert languages(package) == ["zh", "ja", "en"]


def test_the_package_is_the_projects():
    assert languages() == languages(ROOT / "explain")


def test_the_checksum_is_what_sha256sum_prints():
    assert checksum("为什么\n") == "6352700dcce0273abd7ceafe9dabac10b4ee8262fd48b43c7fb4de62db7d1409"
