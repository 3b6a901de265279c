"""MkDocs hook: turns the formulas of a page, TeX between dollar signs, into MathML, which needs no JavaScript.

arithmatex finds the formulas and math-core translates them. A formula that math-core does not understand stops ``mkdocs
build``; in ``mkdocs serve`` it is logged, and shown as it was written.
"""

from __future__ import annotations

import html as entities
import re

from math_core import LatexError, LatexToMathML
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

# What arithmatex writes if it is "generic".
FOUND = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.S)

log = get_plugin_logger("mathematics")
translator = LatexToMathML(fancy_error=False)
serving = False


def on_startup(command, dirty):
    global serving
    serving = command == "serve"


def on_page_content(html, page, config, files):
    def translate(formula: re.Match[str]) -> str:
        tex = entities.unescape(formula["tex"]).strip()
        try:
            return mathml(tex, display=formula["tag"] == "div")
        except LatexError as error:
            message = f"{place(tex, page.file)}: expected a formula\ngot      {tex}\n{error}"
            if not serving:
                raise PluginError(message) from error
            log.error(message)
            return formula[0]

    return FOUND.sub(translate, html)


def mathml(tex: str, *, display: bool) -> str:
    """The formula as a MathML element; ``display`` gives it lines of its own.

    The search leaves these out, since it would show their letters one after another.

    Raises:
        LatexError: it is no TeX, or more of it than the translator knows.
    """
    element = translator.convert_with_local_state(tex, displaystyle=display)
    return element.replace("<math", "<math data-search-exclude", 1) if display else element


def place(tex: str, file) -> str:
    """``docs/en/why.md:12``: the file and the line of the formula, which may stand indented there."""
    words = r"\s+".join(map(re.escape, tex.split()))
    found = re.search(rf"\$\s*{words}", file.content_string)
    line = file.content_string.count("\n", 0, found.start()) + 1 if found else 1
    return f"docs/{file.src_uri}:{line}"
