"""The site as Markdown, for programs that read it (see llmstxt.org).

Each page has a twin, ``index.html.md`` beside ``index.html``, with its programs and what they printed. In each language
``llms.txt`` lists the twins and ``llms-full.txt`` holds them all.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable
from pathlib import Path

from mkdocs.utils import write_file

from languages.editions import Edition
from pages.contents import Contents, Shown
from pages.heads import ran_with
from pages.plain import document

INDEX, FULL = "llms.txt", "llms-full.txt"


def write_twins(contents: Contents, editions: list[Edition], config) -> None:
    """Write the twin of each page, and the two files of each language."""
    site = Path(config.site_dir)
    for edition in editions:
        listed = [contents.pages[page.file.src_uri] for page in edition.nav.pages]
        for page in listed:
            write_twin(page, edition, config)
        reach = reach_from(edition.folder, config.site_url)
        others = [other for other in editions if other != edition]
        write_file(index(edition, others, listed, reach).encode(), site / edition.folder / INDEX)
        full = "\n".join(twin(page, reach, edition.words["ran"]) for page in listed)
        write_file(full.encode(), site / edition.folder / FULL)


def write_twin(page: Shown, edition: Edition, config) -> None:
    """Write the twin of one page."""
    text = twin(page, reach_from(posixpath.dirname(page.markdown_path)), edition.words["ran"])
    write_file(text.encode(), Path(config.site_dir, page.markdown_path))


def reach_from(folder: str, root: str = "") -> Callable[[str], str]:
    """How to link to a path of the site: relative to ``folder``, or absolute if the site's ``root`` is given."""
    return lambda path: root + path if root else posixpath.relpath(path, folder or ".")


def twin(page: Shown, reach: Callable[[str], str], ran: str) -> str:
    """The page as Markdown, with front matter of its own. ``ran`` is the sentence that says what ran its programs."""
    about = {
        "title": page.title,
        "description": page.description,
        "lang": page.locale,
        "url": page.page.canonical_url,
        "ran": page.runs_programs and ran_with(page.page.update_date, ran),
    }
    front_matter = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in about.items() if value]

    def link(target: Shown, fragment: str) -> str:
        return reach(target.markdown_path) + fragment

    return "".join(["---\n", *front_matter, "---\n\n", document(page, link)])


def index(edition: Edition, others: list[Edition], pages: list[Shown], reach: Callable[[str], str]) -> str:
    """The text of ``llms.txt``: what the site is, and its pages, those outside any section first; other editions."""
    words = edition.words["llms"]
    sections: dict[str, list[str]] = {words["pages"]: []}
    for page in pages:
        section = page.page.parent.title if page.page.parent else words["pages"]
        sections.setdefault(section, []).append(f"- [{page.title}]({reach(page.markdown_path)}): {page.description}")
    # The convention's own word, in any language, for what a reader with little room leaves out.
    sections["Optional"] = [f"- [{words['full']}]({reach(edition.folder + FULL)})"]
    sections["Optional"] += [f"- [{other.language}]({reach(other.folder + INDEX)})" for other in others]
    lists = ["\n".join([f"## {section}", "", *links]) for section, links in sections.items()]
    return "\n\n".join([f"# {edition.name}", f"> {edition.description}", words["about"], *lists]) + "\n"
