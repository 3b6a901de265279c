"""Draws what a snippet printed: a line of JSON for each thing in the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from drawing import graph, plot, product
from drawing.data import read_captions, read_data


@dataclass(frozen=True)
class Kind:
    """How a kind of picture is drawn, and which captions it needs besides its title, given its data."""

    draw: Callable[[list[dict], dict[str, str], dict[str, str]], str]
    captions: Callable[[list[dict]], list[str]]


KINDS = {
    "graph": Kind(graph.draw, lambda data: []),
    "plot": Kind(plot.draw, lambda data: ["x", "y"]),
    "product": Kind(product.draw, product.vectors),
    "explorer": Kind(product.form, lambda data: ["form", *product.vectors(data)]),
}


def figure(kind: str, captions: str, words: dict[str, str], transcript: str) -> Markup:
    """A picture with its title.

    Args:
        kind: one of ``KINDS``.
        captions: the page's words for it, ``name: text`` on a line each.
        words: the sentences that say a picture aloud, in the language of the page.
        transcript: what the snippet printed.

    Raises:
        Undrawable: the transcript is not JSON line by line, or the captions are not those that the picture has.
    """
    data = read_data(transcript)
    texts = read_captions(captions, ["title", *KINDS[kind].captions(data)])
    drawn = KINDS[kind].draw(data, texts, words)
    return Markup(f"<figure><figcaption>{escape(texts['title'])}</figcaption>{drawn}</figure>")
