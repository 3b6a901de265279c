"""Shapes the HTML of a traceback: marks the frames of the program's own lines, folds those of libraries away."""

from __future__ import annotations

import re
from itertools import groupby

from markupsafe import Markup

FRAME = re.compile(r'  File "(?P<file>[^"]*)", line \d+')
LONG = 2  # frames in a row


def shape(block: str, transcript: str, program: str, label: str, language: str) -> Markup:
    """Mark and fold the frames of a transcript; nothing is added to its lines, and none is left out.

    Args:
        block: the transcript as one highlighted block, ``<pre>…<code>LINES</code></pre>``.
        transcript: the same as text, line for line.
        program: the file whose frames are the program's own.
        label: what stands in place of folded frames; ``{count}`` is their number.
        language: the label's.
    """
    before, start, rest = block.partition("<code>")
    body, end, after = rest.rpartition("</code>")
    lines = zip(body.removesuffix("\n").split("\n"), owners(transcript.split("\n"), program), strict=True)
    shaped = []
    for owner, group in groupby(lines, key=lambda line: line[1] and line[1][0]):
        group = list(group)
        text = "\n".join(html for html, _ in group)
        count = len({frame for _, frame in group})
        if owner == "program":
            text = f'<span class="hll">{text}\n</span>'
        elif owner == "library" and count >= LONG:
            attributes = f'data-search-exclude lang="{language}" translate="yes"'
            summary = f"<summary {attributes}>{label.format(count=count)}</summary>"
            folded = f'<details class="snippet__fold">{summary}<pre><code>{text}\n</code></pre></details>'
            text = f"</code></pre>{folded}<pre><code>"
        else:
            text += "\n"
        shaped.append(text)
    if shaped and owner is None:  # type and message, which are shown whole
        shaped[-1] = f'<span class="snippet__message">{shaped[-1]}</span>'
    return Markup(f"{before}{start}{''.join(shaped)}{end}{after}")


def owners(lines: list[str], program: str) -> list[tuple[str, int] | None]:
    """For each line, whether it belongs to a frame of the ``program`` or a ``library``, and which frame, by number."""
    found = []
    frame = None
    for number, line in enumerate(lines):
        if match := FRAME.match(line):
            frame = ("program" if match["file"] == program else "library", number)
        elif not line.startswith("    "):
            frame = None
        found.append(frame)
    return found
