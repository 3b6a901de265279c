"""MkDocs hook: what readers take with them.

Each program that a page shows is a file of the site, the same for all languages. A page whose front matter says
``archive: true`` has all of its programs in one zip. Below each page are the links to what it can be taken as, in the
order and the words of ``page_links`` in mkdocs.yml.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.utils import get_relative_url, write_file

import shown
from plain import document, to_site, without_ids
from shown import Shown

GITHUB, COLAB = "https://github.com/", "https://colab.research.google.com/github/"


def on_config(config):
    if (given := config.extra["published_on"]) and not (given.startswith(GITHUB) and "/blob/" in given):
        raise PluginError(f"expected PUBLISHED_ON to be {GITHUB}OWNER/NAME/blob/BRANCH\ngot      {given}")


def on_page_context(context, page, config, nav):
    """Tell the template what the page can be taken as."""
    source = shown.pages[page.file.src_uri]
    paths = {"markdown": source.markdown_path}
    if source.has_programs:
        paths["notebook"] = source.notebook_path
    if page.meta.get("archive"):
        paths["archive"] = source.archive_path
    links = {kind: get_relative_url(path, page.url) for kind, path in paths.items()}
    if source.has_programs and config.extra["published_on"]:
        links["colab"] = f"{config.extra['published_on'].replace(GITHUB, COLAB)}/{source.notebook_path}"
    words = config.extra["page_links"]
    context["page_links"] = [(words[kind], links[kind], kind) for kind in words if kind in links]
    return context


@event_priority(-200)  # after all transcripts are there
def on_post_build(config):
    if config.plugins["i18n"].building:
        return
    site = Path(config.site_dir)
    for name, program in {example.name: example.program for example in shown.examples.values()}.items():
        write_file(program, site / shown.PROGRAMS / name)
    for page in shown.pages.values():
        if page.page.meta.get("archive"):
            write_file(archive(page), site / page.archive_path)


def archive(page: Shown) -> bytes:
    """A zip of the page's programs, each in its folder, with the page itself as README.md."""
    files = {example.name: example.program for _, _, example in page.parts() if example}
    files["README.md"] = without_ids(document(page, to_site)).encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:  # not compressed: how well that goes, and so the bytes, hangs on zlib
        for name in sorted(files):
            # Without a date of its own, an entry has the same one in every build.
            file.writestr(zipfile.ZipInfo(f"{PurePosixPath(page.archive_path).stem}/{name}"), files[name])
    return content.getvalue()
