"""The way from a page to the same page in another language, and the one 404 page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass(frozen=True)
class Alternate:
    """A page in one language: that language's block in ``mkdocs.yml``, the page's path, and its absolute address.

    The address is empty where the site has none (``site_url``).
    """

    language: dict
    link: str
    address: str


def link_alternates(context, page, config) -> None:
    """Give the templates the page's ``alternates``, itself among them, and lead the theme's own menu to them."""
    context["alternates"] = [
        Alternate(language, file.url, urljoin(config.site_url, file.url) if config.site_url else "")
        for language in config.plugins["i18n"].config.languages
        if (file := page.file.alternates.get(language.locale))  # in serve, a page may not be translated yet
    ]
    # On the home pages the plugin leaves links from the root of the host, which hold at one address only.
    for alternate in config.extra.alternate:
        if file := page.file.alternates.get(alternate["lang"]):
            alternate["link"] = file.url


def keep_one_404(output: str, template_name: str, config) -> str:
    """The 404 page of the default language; later languages would overwrite it. An empty page is not written."""
    is_default = config.theme["language"] == config.plugins["i18n"].default_language
    return output if template_name != "404.html" or is_default else ""
