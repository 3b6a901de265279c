"""Pieces of SVG that the pictures are made of. Colours come from the style sheet, by class; nothing here has an id."""

from __future__ import annotations

import html

TEXT = 13  # the size of the font
CHARACTER = 7.9  # the width of one in the font for code; a little more, for fonts run wide
LINE = 17
MARGIN = 3


class Parts:
    """A picture that grows by what is drawn, wherever that is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._xs: list[float] = []
        self._ys: list[float] = []

    def picture(self, description: str) -> str:
        """All of it as an SVG element, which shrinks where there is less room; ``description`` is read aloud."""
        left, top = min(self._xs) - MARGIN, min(self._ys) - MARGIN
        width, height = max(self._xs) + MARGIN - left, max(self._ys) + MARGIN - top
        return (
            f'<svg role="img" aria-label="{html.escape(description)}" width="{width / TEXT:.1f}em" '
            f'viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}">{"".join(self._parts)}</svg>'
        )

    def text(self, x: float, y: float, content: str, kind: str = "", anchor: str = "middle") -> None:
        """A line of text with the middle of its height at ``y``."""
        width = len(content) * CHARACTER
        self._reach(x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * width, y - LINE / 2, width, LINE)
        attributes = f'x="{x:.1f}" y="{y:.1f}" dy=".35em" text-anchor="{anchor}"'
        self._parts.append(f'<text {attributes} class="{kind}">{html.escape(content)}</text>')

    def line(self, path: str, kind: str = "") -> None:
        """A line along a path. It does not widen the picture: what it leads to does."""
        self._parts.append(f'<path class="{classes("line", kind)}" d="{path}"/>')

    def curve(self, x: float, y: float, end: float, bottom: float) -> None:
        """A line from ``x`` and ``y`` down to ``end`` and ``bottom``, upright at both ends."""
        self._reach(min(x, end), y, abs(end - x), bottom - y)
        middle = (y + bottom) / 2
        self.line(f"M{x:.1f} {y:.1f}C{x:.1f} {middle:.1f} {end:.1f} {middle:.1f} {end:.1f} {bottom:.1f}")

    def arrowhead(self, x: float, y: float) -> None:
        """The head of an arrow that comes from above and ends here."""
        self._parts.append(f'<path class="head" d="M{x:.1f} {y:.1f}l-4-8h8z"/>')

    def box(self, x: float, y: float, width: float, height: float, kind: str = "") -> None:
        self._reach(x, y, width, height)
        size = f'width="{width:.1f}" height="{height:.1f}"'
        self._parts.append(f'<rect class="{classes("box", kind)}" x="{x:.1f}" y="{y:.1f}" {size}/>')

    def matrix(self, x: float, y: float, cells: list[list[str]]) -> None:
        """A table of cells with its left edge at ``x`` and its middle at ``y``, in brackets if it is not one number."""
        width, height = size(cells)
        top, lengths = y - height / 2, columns(cells)
        for i, row in enumerate(cells):
            right = x + 4 - CHARACTER
            for cell, length in zip(row, lengths, strict=True):
                right += (length + 1) * CHARACTER
                self.text(right, top + (i + 0.5) * LINE, cell, "value", "end")
        if len(cells) > 1 or len(lengths) > 1:
            self.brackets(x, top, width, height)

    def brackets(self, x: float, y: float, width: float, height: float) -> None:
        """A left and a right bracket, at the sides of a box that is not drawn."""
        self._reach(x, y, width, height)
        self.line(f"M{x + 3:.1f} {y:.1f}h-3v{height:.1f}h3M{x + width - 3:.1f} {y:.1f}h3v{height:.1f}h-3")

    def _reach(self, x: float, y: float, width: float, height: float) -> None:
        self._xs += [x, x + width]
        self._ys += [y, y + height]


def classes(*names: str) -> str:
    return " ".join(filter(None, names))


def size(cells: list[list[str]]) -> tuple[float, float]:
    """The width and the height of a matrix."""
    lengths = columns(cells)
    return (sum(lengths) + len(lengths) - 1) * CHARACTER + 8, len(cells) * LINE


def columns(cells: list[list[str]]) -> list[int]:
    """How many characters each column has."""
    return [max(map(len, column)) for column in zip(*cells, strict=True)]


def rows(value) -> list[list[str]]:
    """A number, a list of numbers or a list of such lists as the cells of a table."""
    if not isinstance(value, list):
        return [[number(value)]]
    return [list(map(number, row)) for row in (value if isinstance(value[0], list) else [value])]


def in_words(value) -> str:
    """The same as text: ``[[1, 1], [1, 1]]``."""
    return "[" + ", ".join(map(in_words, value)) + "]" if isinstance(value, list) else number(value)


def told(sentences: list[str]) -> str:
    """The sentences one after another, a space between them where the first does not end in a full-width stop."""
    return "".join(sentence + ("" if sentence.endswith("。") else " ") for sentence in sentences).strip()


def number(value: float) -> str:
    return f"{value:g}".replace("-", "−")
