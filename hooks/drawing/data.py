"""Reads what a picture is drawn from: the data that a program printed, and the page's words for it."""

from __future__ import annotations

import json


class Undrawable(Exception):
    """There is no picture of this. The message is ``expected …`` and ``got …``, a line each."""


def read_data(transcript: str) -> list[dict]:
    """The data: an object for each thing in the picture.

    Raises:
        Undrawable: the transcript is not JSON line by line.
    """
    try:
        return [json.loads(line) for line in transcript.splitlines()]
    except ValueError as error:
        raise Undrawable(f"expected a line of JSON for each thing to draw\ngot      {error}") from error


def read_captions(text: str, names: list[str]) -> dict[str, str]:
    """The captions by name, from lines ``name: text``.

    Raises:
        Undrawable: there are others than ``names``.
    """
    found = dict(line.partition(": ")[::2] for line in text.splitlines())
    if sorted(found) != sorted(names) or not all(found.values()):
        expected = " and ".join(f'"{name}: …"' for name in names)
        raise Undrawable(f"expected {expected} below the path\ngot      {text or 'nothing'}")
    return found
