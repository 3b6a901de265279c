"""The one way in which something on a page fails."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from pymdownx.superfences import SuperFencesException

log = get_plugin_logger("pages")
PLACE = re.compile(r"(?:(\S+:\d+): )?(.*)", re.S)
Fail = Callable[[str], Markup]  # a ``Faults``


class Fault(PluginError, SuperFencesException):
    """MkDocs prints its message and stops. superfences, which takes any other exception for text, lets it pass."""


class Faults:
    """Those of one build. The first stops ``mkdocs build``; ``mkdocs serve`` shows each on its page and logs each once.

    It is logged with all its places: a broken snippet is one fault, whatever the number of languages that show it.
    """

    def __init__(self, serving: bool) -> None:
        self._serving = serving
        self._places: dict[str, list[str]] = {}  # of each message

    def __call__(self, message: str) -> Markup:
        """Stop the build with ``message``, or return it as HTML, to stand on the page.

        ``message`` is ``FILE:LINE: expected …`` and ``got …``, a line each.

        Raises:
            Fault: we do not serve.
        """
        if not self._serving:
            raise Fault(message)
        place, rest = PLACE.fullmatch(message).groups()
        places = self._places.setdefault(rest, [])
        if place and place not in places:
            places.append(place)
        return box(message)

    def tell(self) -> None:
        """Log each that has come since the last time."""
        for message, places in self._places.items():
            log.error(f"{', '.join(places)}: {message}" if places else message)
        self._places.clear()


def box(message: str) -> Markup:
    """The message as HTML."""
    return Markup(f'<div class="admonition failure" lang="en"><pre>{html.escape(message)}</pre></div>')
