"""An index for each language, of prose and keywords, in place of the one that the theme writes for all.

A page's front matter lists what else its readers search for: ``search: keywords: […]``. It is not shown.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from languages.editions import Edition

PROGRAM = re.compile(r"(?:\S+\.py(?: → \S+\.py)?)?<pre>.*?</pre>", re.S)  # and the title above it
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")  # the theme's own search


def write_indexes(editions: list[Edition], config) -> None:
    """Cut the index of all languages, which the language plugin has put together, into one for each.

    It holds no transcript: MkDocs gathers it before they are put in their places. A site without search has none.
    """
    if "material/search" not in config.plugins:
        return
    site = Path(config.site_dir)
    whole = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    pages = {page.url: said(page) for edition in editions for page in edition.nav.pages}
    # The longest first: every location begins with that of the default language.
    for root in sorted((edition.folder for edition in editions), reverse=True):
        ours = [entry for entry in whole["docs"] if entry["location"].startswith(root)]
        whole["docs"] = [entry for entry in whole["docs"] if entry not in ours]
        docs = [{**pages.get(entry["location"], {}), **reduced(entry, root)} for entry in ours]
        write_index({**whole, "docs": docs}, site / root / "search", config)


def write_index(whole: dict, folder: Path, config) -> None:
    """Write the index of one language."""
    index = json.dumps(whole, ensure_ascii=False)
    index = index.replace("\u200b", "")  # what the theme puts between Chinese words where jieba is installed
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "search_index.json").write_bytes(index.encode())
    pages = [doc for doc in whole["docs"] if "keywords" in doc]
    words = {page["location"]: " ".join(map(str, page["keywords"])).lower() for page in pages}
    words = json.dumps(words, ensure_ascii=False)
    (folder / "keywords.js").write_bytes(f"filter_words.pages = {words}".encode())  # for the filters of tables
    if not config.use_directory_urls:  # for reading without a server, where no script may fetch a file
        (folder / "search_index.js").write_bytes(f"var __index = {index}".encode())


def begin_index(config) -> list[dict]:
    """An empty index, which the theme fills when pages are built anew."""
    if "material/search" not in config.plugins:
        return []
    entries = config.plugins["material/search"].search_index.entries
    entries.clear()
    return entries


def renew_index(entries: list[dict], edition: Edition, pages: list, config) -> None:
    """Put the entries of pages that were built anew into the index of their language, in the place of the old ones."""
    if "material/search" not in config.plugins:
        return
    folder = Path(config.site_dir, edition.folder, "search")
    whole = json.loads((folder / "search_index.json").read_text("utf-8"))
    for page in pages:
        new = [
            {**(said(page) if entry["location"] == page.url else {}), **reduced(entry, edition.folder)}
            for entry in entries
            if entry["location"].partition("#")[0] == page.url
        ]
        old = [entry["location"].partition("#")[0] == page.url.removeprefix(edition.folder) for entry in whole["docs"]]
        place = old.index(True) if True in old else len(old)
        kept = [entry for entry, gone in zip(whole["docs"], old, strict=True) if not gone]
        whole["docs"] = kept[:place] + new + kept[place:]
    write_index(whole, folder, config)


def part_tabs(html: str) -> str:
    """The HTML of a page with a space between the titles of tabs, of which the index would make one word."""
    return html.replace("</label><label ", "</label> <label ")


def said(page) -> dict:
    """What the front matter of a page says to the search."""
    return {
        "description": page.meta.get("description", ""),
        "keywords": page.meta.get("search", {}).get("keywords", []),
    }


def reduced(entry: dict, root: str) -> dict:
    """An entry as the script wants it: without programs, which name every word of the error on every page."""
    return {
        "location": entry["location"].removeprefix(root),
        "title": entry["title"],
        "text": PROGRAM.sub("", entry["text"]),
    }


def leave_out_the_themes_own(files) -> None:
    """Copy none of the theme's own search into the site."""
    for file in files.media_files():
        if file.src_uri.startswith(UNUSED):
            files.remove(file)
