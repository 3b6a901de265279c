"""What a transcript shows does not depend on the machine."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path, PureWindowsPath

import pytest

from running.run import trim

PACKAGES = sysconfig.get_path("purelib")
LIBRARY = str(Path(os.__file__).parent)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '  File "{folder}/error.py", line 7, in <module>', '  File "error.py", line 7, in <module>', id="folder"
        ),
        pytest.param(
            '  File "{packages}/torch/_tensor.py", line 1', '  File "torch/_tensor.py", line 1', id="site-packages"
        ),
        pytest.param('  File "{library}/json/decoder.py"', '  File "json/decoder.py"', id="standard-library"),
        pytest.param("UserWarning: x (Triggered internally at /a/b.cpp:3.)\n", "UserWarning: x\n", id="note-of-torch"),
        pytest.param("x (Triggered internally at ../c.h:1156.), y", "x, y", id="note-within-a-line"),
        pytest.param("{folder}/a.py:1: {library}/b.py", "a.py:1: b.py", id="two-in-a-line"),
        pytest.param("{folder} {packages} {library}", "{folder} {packages} {library}", id="not-a-path-below"),
        pytest.param("{folder}-other/error.py", "{folder}-other/error.py", id="another-folder"),
        pytest.param("/usr/bin/x (Triggered by hand) a/error.py", None, id="anything-else"),
        pytest.param("  two  spaces \n\n\ttab\r\n", None, id="white-space"),
        pytest.param("", "", id="nothing"),
    ],
)
@pytest.mark.skipif(os.sep != "/", reason="the paths are POSIX's")
def test_trim_cuts_what_depends_on_the_machine(tmp_path, text, expected):
    names = {"folder": str(tmp_path), "packages": PACKAGES, "library": LIBRARY}
    expected = text if expected is None else expected
    assert trim(text.format(**names), tmp_path) == expected.format(**names)


def test_a_path_of_windows_is_written_as_elsewhere(monkeypatch):
    monkeypatch.setattr(os, "sep", "\\")
    monkeypatch.setattr(
        sysconfig, "get_paths", lambda **_: dict.fromkeys(("purelib", "platlib", "stdlib"), r"C:\py\lib")
    )
    lines = {
        r'  File "C:\py\lib\torch\_tensor.py", line 1': '  File "torch/_tensor.py", line 1',
        r'  File "C:\me\page\error.py", line 7, in f': '  File "page/error.py", line 7, in f',
        r'C:\else\x.py "\n"': r'C:\else\x.py "\n"',
    }
    assert trim("\n".join(lines), PureWindowsPath(r"C:\me")) == "\n".join(lines.values())
