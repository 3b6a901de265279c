"""A table that a phone shows as a list says in each cell which column it is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markdown import markdown

from pages.columns import Columns

THREE = "| a | `b` c | d |\n| --- | --- | --- |\n| 1 | 2 | [3](x.md) |\n| 4 | 5 |\n"
TWO = "| a | b |\n| --- | --- |\n| 1 | 2 |\n"


def cells(source, around="stacked"):
    text = f'<div class="{around}" markdown>\n\n{source}\n</div>\n'
    html = markdown(text, extensions=["tables", "md_in_html", Columns()])
    return [(cell.get_text(), cell.get("data-column")) for cell in BeautifulSoup(html, "html.parser")("td")]


def test_each_cell_names_its_column():
    expected = [("1", "a"), ("2", "b c"), ("3", "d"), ("4", "a"), ("5", "b c"), ("", "d")]
    assert cells(THREE, "stacked filtered") == expected


@pytest.mark.parametrize(("source", "around"), [(THREE, "filtered"), (TWO, "stacked")])
def test_other_tables_stay_as_they_are(source, around):
    assert {name for _, name in cells(source, around)} == {None}
