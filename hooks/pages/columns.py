"""Names each cell's column in tables that a phone shows as a list, where their first row is not seen.

Of two columns the second answers the first. With more, a cell without its column's name cannot be read.
"""

from __future__ import annotations

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

STACKED = "stacked"  # the class, in the style sheet too


class Columns(Extension):
    """Sets ``data-column`` on each cell in such tables of three columns or more."""

    def extendMarkdown(self, md):
        md.treeprocessors.register(Labels(md), "columns", -10)  # after all that make elements


class Labels(Treeprocessor):
    def run(self, root):
        for box in root.iter("div"):
            if STACKED in box.get("class", "").split():
                for table in box.iter("table"):
                    label(table)


def label(table) -> None:
    names = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
    if len(names) < 3:
        return
    for row in table.iter("tr"):
        for name, cell in zip(names, row.findall("td"), strict=False):
            cell.set("data-column", name)
