"""Gives no element to the words of a program that have the colour of plain text.

They were half of all elements on a long page, and each is styled and laid out before the page can be read.
"""

from __future__ import annotations

from pygments.token import STANDARD_TYPES, Name, Operator, Punctuation, Whitespace


def spare_plain_words() -> None:
    """Tell Pygments so, for as long as this process lives: it knows no setting for it."""
    STANDARD_TYPES.update(dict.fromkeys((Name, Operator, Punctuation, Whitespace), ""))
