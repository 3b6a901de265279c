"""A program shown as a change against another: what stays is folded, what was added and removed has a sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from markupsafe import Markup

from running.promises import promised, without_promises

AROUND = 1  # unchanged lines that stay beside a change
LEAST = 3  # unchanged lines that are worth folding
PRINTS = re.compile(r"\s*print\(.*")
CODE = re.compile(r"(?P<before>.*?<code>)(?P<lines>.*)(?P<after></code>.*)", re.S)


def show_change(old: str, new: str, title: str, block: Callable[..., Markup], unchanged: str, language: str) -> Markup:
    """The program ``new``, whole, as a change against ``old``.

    Comments that say what a program does are no change: they stay on the lines of ``new``, and are left out of ``old``.

    Args:
        old: the other program.
        new: the program.
        title: what stands above it.
        block: makes a block of code of a language, a text, and attributes.
        unchanged: what stands in place of folded lines; ``{count}`` is their number.
        language: that of ``unchanged``.
    """
    before, after = without_promises(old), without_promises(new)
    removed = html_lines(block("python", "\n".join(before)))
    shell = CODE.fullmatch(str(block("python", new.rstrip("\n"), title=title)))
    marks = marked_lines(new)
    added = [
        f'<span class="hll">{line}\n</span>' if number in marks else f"{line}\n"
        for number, line in enumerate(shell["lines"].removesuffix("\n").split("\n"), start=1)
    ]
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    shaped = []
    for number, (kind, i, j, m, n) in enumerate(changes):
        if kind == "equal":
            hidden = folded(m, n, marks, first=number == 0, last=number == len(changes) - 1)
            shaped += added[m : hidden.start]
            if hidden:
                label = unchanged.format(count=len(hidden))
                shaped += fold("".join(added[hidden.start : hidden.stop]), label, language)
            shaped += added[hidden.stop : n]
        shaped += (f"<del>{line}\n</del>" for line in removed[i:j] if kind in ("replace", "delete"))
        if kind in ("replace", "insert"):
            shaped += inserted(after[m:n], added[m:n], j - i)
    before_code = shell["before"].replace(' highlight"', ' highlight change"')
    return Markup(f"{before_code}{''.join(shaped)}{shell['after']}")


def html_lines(block: Markup) -> list[str]:
    """The lines of a block of code."""
    return CODE.fullmatch(block)["lines"].removesuffix("\n").split("\n")


def marked_lines(program: str) -> set[int]:
    """The numbers of the lines that raise, or whose results are wrong."""
    promise = promised(program.encode())
    return {*promise.wrong, *([promise.raises.line] if promise.raises else [])}


def folded(start: int, end: int, marks: set[int], *, first: bool, last: bool) -> range:
    """Which of the unchanged lines from ``start`` to ``end`` are folded: at an edge of the program up to that, and none
    behind the first that is marked."""
    stop = min([end - (0 if last else AROUND), *(number - 1 for number in marks if start < number <= end)])
    hidden = range(start + (0 if first else AROUND), stop)
    return hidden if len(hidden) >= LEAST else range(start, start)


def fold(text: str, label: str, language: str) -> Iterator[str]:
    """Lines that open on demand."""
    summary = f'<summary data-search-exclude lang="{language}" translate="yes">{label}</summary>'
    yield f'</code></pre><details class="snippet__fold">{summary}<pre><code>{text}</code></pre></details><pre><code>'


def inserted(lines: list[str], html: list[str], replaced: int) -> Iterator[str]:
    """Added lines, the first ``replaced`` in place of others. Of the rest, one that prints is told from the others: it
    shows what the change did."""
    for number, (line, text) in enumerate(zip(lines, html, strict=True)):
        kind = ' class="prints"' if number >= replaced and PRINTS.fullmatch(line) else ""
        yield f"<ins{kind}>{text}</ins>"
