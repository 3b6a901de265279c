"""The one way in which something on a page fails."""

from __future__ import annotations

import html
from collections.abc import Callable

from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from pymdownx.superfences import SuperFencesException

log = get_plugin_logger("pages")
Fail = Callable[[str], Markup]  # ``fail``, told whether we serve


class Fault(PluginError, SuperFencesException):
    """MkDocs prints its message and stops. superfences, which takes any other exception for text, lets it pass."""


def fail(serving: bool, message: str) -> Markup:
    """Stop the build with ``message``; in ``mkdocs serve``, log it and return it as HTML, to stand on the page.

    ``message`` is ``FILE:LINE: expected …`` and ``got …``, a line each.

    Raises:
        Fault: we do not serve.
    """
    if not serving:
        raise Fault(message)
    log.error(message)
    return Markup(f'<div class="admonition failure"><pre>{html.escape(message)}</pre></div>')
