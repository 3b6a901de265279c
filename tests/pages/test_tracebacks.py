"""Tracebacks as they are shown: the program's own frames marked, those of libraries folded, no line lost."""

from __future__ import annotations

import html
import re

import pytest

from pages.tracebacks import owners, shape

OWN = '  File "error.py", line 6, in <module>\n    loss.backward()\n    ^^^^^^^^^^^^^^^'
LIBRARY = '  File "torch/_tensor.py", line 623, in backward\n    torch.autograd.backward('
OTHER = '  File "contextlib.py", line 81, in inner\n    return func(*args, **kwds)'
MESSAGE = "RuntimeError: grad can be implicitly created only for scalar outputs"
TOP = "Traceback (most recent call last):"
CHAINED = "\n\nThe above exception was the direct cause of the following exception:\n\n"


def shaped(transcript):
    block = f"<div><pre><code>{html.escape(transcript, quote=False)}\n</code></pre></div>"
    return shape(block, transcript, "error.py", "{count} frames", "en")


@pytest.mark.parametrize(
    ("parts", "marked", "folded"),
    [
        ([TOP, OWN, MESSAGE], 1, []),
        ([TOP, OWN, LIBRARY, MESSAGE], 1, []),
        ([TOP, OWN, LIBRARY, OTHER, MESSAGE], 1, ["2 frames"]),
        ([TOP, LIBRARY, LIBRARY, OWN, LIBRARY, OTHER, LIBRARY, MESSAGE], 1, ["2 frames", "3 frames"]),
        ([TOP, OWN, LIBRARY, LIBRARY, MESSAGE + CHAINED + TOP, OWN, LIBRARY, LIBRARY, MESSAGE], 2, ["2 frames"] * 2),
        ([MESSAGE], 0, []),
    ],
)
def test_own_frames_are_marked_and_runs_of_library_frames_folded(parts, marked, folded):
    transcript = "\n".join(parts)
    result = shaped(transcript)
    assert result.count('<span class="hll">') == marked
    assert re.findall(r"<summary[^>]*>(.*?)</summary>", result) == folded
    code = re.findall(r"<code>(.*?)</code>", result, re.S)
    assert html.unescape(re.sub(r"<[^>]*>", "", "".join(code))) == transcript + "\n"


def test_type_and_message_are_shown_whole_and_nothing_else_is():
    assert f'<span class="snippet__message">{MESSAGE}\n</span>' in shaped("\n".join([TOP, OWN, MESSAGE]))
    assert "snippet__message" not in shaped("\n".join([TOP, OWN]))


def test_html_of_another_transcript_is_an_error():
    with pytest.raises(ValueError, match="shorter"):
        shape("<div><pre><code>one\ntwo\n</code></pre></div>", "one", "error.py", "{count} frames", "en")


def test_what_is_folded_is_of_libraries_only():
    (folded,) = re.findall(r"<details.*?</details>", shaped("\n".join([TOP, OWN, LIBRARY, OTHER, MESSAGE])), re.S)
    assert "torch/_tensor.py" in folded
    assert "error.py" not in folded
    assert "RuntimeError" not in folded


def test_lines_printed_before_a_traceback_belong_to_no_frame():
    assert owners(["    indented output", TOP, '  File "error.py", line 1, in f', "    f()", MESSAGE], "error.py") == [
        None,
        None,
        ("program", 2),
        ("program", 2),
        None,
    ]
