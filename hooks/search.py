"""MkDocs hook: an index for each language, of prose and keywords, in place of the one that the theme writes for all.

A page's front matter lists what else its readers search for: ``search: keywords: […]``. It is not shown.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from mkdocs.plugins import event_priority

PROGRAM = re.compile(r"(?:\S+\.py(?: → \S+\.py)?)?<pre>.*?</pre>", re.S)  # and the title above it
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")  # the theme's own search
pages: dict[str, dict] = {}


def on_files(files, config):
    for file in files.media_files():
        if file.src_uri.startswith(UNUSED):
            files.remove(file)


def on_page_context(context, page, config, nav):
    pages[page.url] = {
        "description": page.meta.get("description", ""),
        "keywords": page.meta.get("search", {}).get("keywords", []),
    }


@event_priority(-140)  # after the language plugin has merged all languages into one index
def on_post_build(config):
    i18n = config.plugins["i18n"]
    if i18n.building or "material/search" not in config.plugins:
        return
    site = Path(config.site_dir)
    whole = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    roots = {
        language.locale: "" if language.locale == i18n.default_language else f"{language.locale}/"
        for language in i18n.config.languages
    }
    # The longest first: every location begins with that of the default language.
    for root in sorted(roots.values(), reverse=True):
        ours = [entry for entry in whole["docs"] if entry["location"].startswith(root)]
        whole["docs"] = [entry for entry in whole["docs"] if entry not in ours]
        index = json.dumps({**whole, "docs": [describe(entry, root) for entry in ours]}, ensure_ascii=False)
        index = index.replace("\u200b", "")  # what the theme puts between Chinese words where jieba is installed
        folder = site / root / "search"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "search_index.json").write_bytes(index.encode())
        if not config.use_directory_urls:  # for reading without a server, where no script may fetch a file
            (folder / "search_index.js").write_bytes(f"var __index = {index}".encode())


def describe(entry: dict, root: str) -> dict:
    """An entry as the script wants it: without programs, which name every word of the error on every page."""
    return {
        **pages.get(entry["location"], {}),
        "location": entry["location"].removeprefix(root),
        "title": entry["title"],
        "text": PROGRAM.sub("", entry["text"]),
    }
