"""Builds single pages of a site anew that is built: those whose source changed, or a snippet on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


@dataclass(frozen=True)
class Site:
    """The site in one language, as it was last built: its files, its navigation, and the templates' environment."""

    files: object
    nav: Navigation
    env: object

    @property
    def pages(self) -> list[Page]:
        return [file.page for file in self.files.documentation_pages()]

    def hanging_on(self, changed: set[Path], snippets: Path) -> tuple[list[Page], set[Path]]:
        """The pages whose source is among these files, or names a snippet that is; and which of the files these are."""
        pages, reasons = [], set()
        programs = {path for path in changed if snippets in path.parents}
        shown = {path: path.relative_to(snippets).with_suffix(".py").as_posix() for path in programs}
        for page in self.pages:
            source = Path(page.file.abs_src_path)
            if not source.exists():
                continue
            text = source.read_text("utf-8") if shown else ""
            found = {source} & changed | {path for path, name in shown.items() if name in text}
            if found:
                pages.append(page)
                reasons |= found
        return pages, reasons


def refresh(site: Site, locale: str, pages: list[Page], config, prepare: Callable) -> bool:
    """Build the pages of one language anew, as MkDocs does, and look at all links to sections.

    Args:
        site: the site in that language.
        locale: the language.
        pages: the pages.
        config: that of the last build, which the language plugin sets up for one language at a time.
        prepare: what is to be done before any page.

    Returns:
        Whether that is all: where the first heading or the front matter changed, so do other pages.
    """
    plugin = config.plugins["i18n"]
    plugin.current_language = locale
    plugin.reconfigure_mkdocs_config(config)
    prepare(config)
    for page in pages:
        before = told_elsewhere(page)
        _populate_page(page, config, site.files)
        if told_elsewhere(page) != before:
            return False
    for page in pages:
        _build_page(page, config, site.files.documentation_pages(), site.nav, site.env)
    for page in site.pages:
        page.validate_anchor_links(files=site.files, log_level=config.validation.links.anchors)
    return True


def told_elsewhere(page: Page) -> tuple[list[str], dict]:
    """What other pages may show of a page: what it is called, and its front matter."""
    return [heading.title for heading in page.toc][:1], dict(page.meta)
