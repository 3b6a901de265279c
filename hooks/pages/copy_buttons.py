"""A button to copy each block of code.

The theme's script can make them too, but it writes and measures one after the other, which holds the reader of a long
page up, and to a screen reader each is a landmark without a name. What a button copies, copy.js says.
"""

from __future__ import annotations

import html

CODE = "<pre><span></span><code>"  # how a block begins, save for the folded part of a traceback
BUTTON = (
    '<pre><span></span><span class="md-code__nav">'
    '<button class="md-code__button" type="button" title="{label}" data-md-type="copy"></button></span><code>'
)


def add(text: str, label: str) -> str:
    """The HTML with a button in each of its blocks, of this name."""
    # As a plain string: one that is marked as safe would escape what is put in.
    return str(text).replace(CODE, BUTTON.format(label=html.escape(label)))
