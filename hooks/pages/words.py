"""What stands around snippets and pictures, in the language of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What stands around snippets and pictures, in the language of a page.

    Attributes:
        labels: what stands above the transcript, for each state (``raises``, ``wrong``, ``right``) and
            where it is ``recorded``, in place of a
            traceback's ``frames`` in libraries and of ``unchanged`` lines, on the link to ``download`` a program and
            the buttons ``copy_program`` and ``copy_output``, and above a program that a picture was ``drawn`` from;
            and their ``language``.
        pictures: the sentences that say a picture aloud.
    """

    labels: dict[str, str]
    pictures: dict[str, str]


def read_words(config) -> Words:
    """Those of the language that is being built, from ``extra`` of ``mkdocs.yml``."""
    labels = {**config.extra["snippet_labels"], "language": config.theme["language"]}
    return Words(labels, config.extra["picture_words"])
