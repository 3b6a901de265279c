"""What readers take with them.

Each program that a page shows is a file of the site, the same for all languages. A page whose front matter says
``archive: true`` has all of its programs in one zip. Below each page are the links to what it can be taken as, in the
order and the words of ``page_links`` in mkdocs.yml.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url, write_file

from pages.contents import PROGRAMS, Contents, Shown
from pages.plain import document, to_site, without_ids

GITHUB, COLAB = "https://github.com/", "https://colab.research.google.com/github/"


def check_published_on(config) -> None:
    """Look at ``extra: published_on``.

    Raises:
        PluginError: Colab can open nothing from there.
    """
    if (given := config.extra["published_on"]) and not (given.startswith(GITHUB) and "/blob/" in given):
        raise PluginError(f"expected PUBLISHED_ON to be {GITHUB}OWNER/NAME/blob/BRANCH\ngot      {given}")


def link_downloads(context, page, config, contents: Contents) -> None:
    """Tell the template what the page can be taken as."""
    source = contents.pages[page.file.src_uri]
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


def write_downloads(contents: Contents, config) -> None:
    """Write each program, and the zip of each page that has one."""
    site = Path(config.site_dir)
    for name, program in {example.name: example.program for example in contents.examples.values()}.items():
        write_file(program, site / PROGRAMS / name)
    for page in contents.pages.values():
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
