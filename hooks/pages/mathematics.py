"""Turns the formulas of a page, TeX between dollar signs, into MathML, which needs no JavaScript.

arithmatex finds the formulas and math-core translates them.
"""

from __future__ import annotations

import html as entities
import re

from math_core import LatexError, LatexToMathML

from pages.failing import Fail

# What arithmatex writes if it is "generic".
FOUND = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.S)

TRANSLATOR = LatexToMathML(fancy_error=False)


def translate_formulas(html: str, file, fail: Fail) -> str:
    """The HTML of the page ``file`` with its formulas as MathML; what the translator does not know fails."""

    def translate(formula: re.Match[str]) -> str:
        tex = entities.unescape(formula["tex"]).strip()
        try:
            return mathml(tex, display=formula["tag"] == "div")
        except LatexError as error:
            return fail(f"{place(tex, file)}: expected a formula\ngot      {tex}\n{error}")

    return FOUND.sub(translate, html)


def mathml(tex: str, *, display: bool) -> str:
    """The formula as a MathML element; ``display`` gives it lines of its own.

    The search leaves these out, since it would show their letters one after another.

    Raises:
        LatexError: it is no TeX, or more of it than the translator knows.
    """
    element = TRANSLATOR.convert_with_local_state(tex, displaystyle=display)
    return element.replace("<math", "<math data-search-exclude", 1) if display else element


def place(tex: str, file) -> str:
    """``docs/en/why.md:12``: the file and the line of the formula, which may stand indented there."""
    words = r"\s+".join(map(re.escape, tex.split()))
    found = re.search(rf"\$\s*{words}", file.content_string)
    line = file.content_string.count("\n", 0, found.start()) + 1 if found else 1
    return f"docs/{file.src_uri}:{line}"
