"""Formulas are MathML when the page arrives, in a font that has their characters; a bad one stops the build."""

from __future__ import annotations

import re
from types import SimpleNamespace

import markdown
import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import PluginError

import sources
from mathematics_font import FONT, characters, covered, formulas
from pages.failing import Faults
from pages.mathematics import translate_formulas
from project import LANGUAGES, all_pages, page_url


def convert(text: str, *, serving: bool = False) -> str:
    """A page's Markdown as HTML."""
    extensions = {"admonition": {}, "pymdownx.arithmatex": {"generic": True}}
    content = markdown.markdown(text, extensions=list(extensions), extension_configs=extensions)
    file = SimpleNamespace(content_string=text, src_uri="en/page.md")
    return translate_formulas(content, file, Faults(serving))


def test_formulas_become_mathml():
    document = BeautifulSoup(convert("Text $a < b$.\n\n$$\n\\frac{1}{2}\n$$\n\n`$c$`, $5 and $6"), "html.parser")
    inline, block = document.find_all("math")
    assert (inline.parent.name, inline.get("display"), inline.get_text()) == ("p", None, "a<b")
    assert (block.parent.name, block["display"], block.mfrac.get_text()) == ("[document]", "block", "12")
    assert [formula.has_attr("data-search-exclude") for formula in (inline, block)] == [False, True]
    assert document.code.get_text() == "$c$"
    assert document.get_text().endswith("$5 and $6")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\n---\n\ngood $a$ and bad $\\nonsense$\n", 5),
        ("good\n\n!!! note\n\n    $$\n    \\frac{1}{2}\n    \\nonsense\n    $$\n", 5),
        ("$a$\n\n$$\n\\frac{1}{\n$$\n", 3),
    ],
)
def test_a_bad_formula_stops_the_build_with_its_place(text, line):
    with pytest.raises(PluginError) as error:
        convert(text)
    assert str(error.value).startswith(f"docs/en/page.md:{line}: expected a formula\ngot      \\")


def test_a_bad_formula_is_shown_with_its_fault_in_serve():
    assert "docs/en/page.md:1: expected a formula\ngot      \\nonsense" in convert("$\\nonsense$", serving=True)


def test_every_language_has_the_same_formulas_and_no_tex_is_left(site):
    seen = 0
    for path in all_pages(LANGUAGES[0]):
        ours, *others = (list(map(shape, shown(site, language, path))) for language in LANGUAGES)
        assert all(theirs == ours for theirs in others), path
        seen += len(ours)
    assert seen


def shown(site, language, path):
    """The formulas of a page. Each has two marks in the source, and no mark is left over."""
    found = formulas((site / page_url(language, path) / "index.html").read_text("utf-8"))
    marks = re.findall(r"\$\$?", sources.INLINE_CODE.sub("", sources.read_page(language, path).text))
    assert len(marks) == 2 * len(found), f"{language}/{path} shows TeX"
    return found


def shape(formula):
    """Its elements' names and symbols, less the words between them."""
    return [(tag.name, "" if tag.find(True) else tag.get_text()) for tag in formula.find_all(["mi", "mn", "mfrac"])]


def test_the_font_has_every_character_of_a_formula(site):
    shown = characters(site)
    assert {"∑", "𝐽", "𝜕"} <= shown
    assert shown - covered(FONT) == set(), "make math-font"


def test_the_font_for_formulas_is_loaded_ahead_where_there_are_some(site):
    written = {path: path.read_text("utf-8") for path in site.rglob("index.html")}
    assert {"<math" in page for page in written.values()} == {True, False}
    for path, page in written.items():
        assert ("<math" in page) == ("stix-two-math.woff2" in page), path
