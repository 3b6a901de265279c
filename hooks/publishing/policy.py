"""Tells a browser what a page may run and load, and nothing else: a Content-Security-Policy in the page itself.

A host that sets no headers, such as GitHub Pages, thus serves it too. It stands above the first script, and names each
inline one by its hash. ``frame-ancestors`` holds in a header only: ``hosting/nginx.conf`` sends it.
"""

from __future__ import annotations

import base64
import hashlib
import re

ABOVE = '<meta charset="utf-8">'
# One with attributes is data, which a browser does not run.
INLINE = re.compile(r"<script>(?P<text>.*?)</script>", re.S)
RULES = {
    "default-src": "'none'",
    "script-src": "'self'",  # and the hashes
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are data in its style sheet
    "font-src": "'self'",
    "connect-src": "'self'",  # the search index
    "base-uri": "'none'",
    "form-action": "'none'",  # forms are answered on the page
}


def add_policy(html: str, config, serving: bool) -> str:
    """The HTML of a finished page with its policy.

    Without one stay an empty page, one of ``mkdocs serve``, which puts a script of its own into each, and one of the
    edition of files: browsers do not agree on what ``'self'`` is there.
    """
    if serving or not config.use_directory_urls:
        return html
    return html.replace(ABOVE, f'{ABOVE}\n<meta http-equiv="Content-Security-Policy" content="{policy_for(html)}">', 1)


def policy_for(html: str) -> str:
    """The policy that lets the page's own scripts run, each once, in the order in which they stand there."""
    hashes = dict.fromkeys(f"'sha256-{digest(match['text'])}'" for match in INLINE.finditer(html))
    rules = {**RULES, "script-src": " ".join([RULES["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
