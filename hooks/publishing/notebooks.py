"""Each page that shows programs is a Jupyter notebook too: its text, its programs, and what they printed.

The programs run one after another in one process, which a page's do not. Those that cannot, ``notebook_files`` in
mkdocs.yml, are written to a file and run from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from mkdocs.utils import write_file
from nbformat import NotebookNode, from_dict, v4

from languages.editions import Edition
from pages.contents import Contents, Example, Shown
from pages.heads import torch_version
from pages.plain import block, prose, to_site, told, without_ids
from running.environments import environment_of
from running.expectations import TRACEBACK

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def write_notebooks(contents: Contents, editions: list[Edition], config) -> None:
    """Write the notebook of each page that shows programs."""
    as_files = frozenset(config.extra["notebook_files"])
    notes = {edition.locale: edition.words["notebook_note"].format(torch=torch_version()) for edition in editions}
    for page in contents.pages.values():
        if page.has_programs:
            text = v4.writes(notebook(page, notes[page.locale], as_files)) + "\n"
            write_file(text.encode(), Path(config.site_dir, page.notebook_path))


def notebook(page: Shown, note: str, as_files: frozenset[str]) -> NotebookNode:
    """The page as a notebook; a program that it shows twice is there once.

    It is put together by hand: nbformat's own functions validate each part, which the tests do once and for all.
    """
    cells = [markdown_cell(f"> {note}")]
    seen = set()
    for before, _, example in page.parts():
        if text := without_ids(prose(page, before, to_site)).strip("\n"):
            cells.append(markdown_cell(text))
        if example and example.name not in seen:
            seen.add(example.name)
            cells += cells_of(example, as_files)
    count = 0
    for number, cell in enumerate(cells):
        cell["id"] = str(number)
        if cell["cell_type"] == "code":
            count += 1
            cell["execution_count"] = count
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


def cells_of(example: Example, as_files: frozenset[str]) -> list[dict]:
    """A program of another environment is text here, with what it printed there: this notebook's kernel is not that."""
    if environment_of(example.name):
        return [markdown_cell(block(replace(example, options={})))]
    cells = file_cells(example) if example.name in as_files else [program_cell(example)]
    return [*cells, markdown_cell(told(*example.told))] if example.told else cells


def markdown_cell(text: str) -> dict:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def code_cell(source: str, *outputs: dict, tags: Sequence[str] = ()) -> dict:
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": "code", "metadata": metadata, "source": source.rstrip("\n"), "outputs": list(outputs)}


def program_cell(example: Example) -> dict:
    """The program as a cell. An exception is an output of its own kind; it has the traceback that the page shows."""
    source = example.program.decode()
    if not example.promise.raises:
        return code_cell(source, printed(example.transcript))
    before, _, trace = example.transcript.rpartition(TRACEBACK)
    name, _, message = example.promise.raises.error.partition(": ")
    traceback = (TRACEBACK + trace).splitlines()
    error = {"output_type": "error", "ename": name, "evalue": message, "traceback": traceback}
    return code_cell(source, *([printed(before)] if before else []), error, tags=["raises-exception"])


def file_cells(example: Example) -> list[dict]:
    """The program as a cell that writes it to a file, and one that runs that."""
    name = PurePosixPath(example.name).name
    return [
        code_cell(f"%%writefile {name}\n{example.program.decode()}", printed(f"Writing {name}\n")),
        code_cell(f'import sys\n\n!"{{sys.executable}}" {name}', printed(example.transcript)),
    ]


def printed(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text}
