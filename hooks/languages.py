"""MkDocs hook: what the language plugin leaves undone. It builds the site once a language, the default one first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

log = get_plugin_logger("languages")
serving = False


@dataclass(frozen=True)
class Edition:
    """A page in one language: that language's block in ``mkdocs.yml``, the page's path, and its absolute address.

    The address is empty where the site has none (``site_url``).
    """

    language: dict
    link: str
    address: str


def on_startup(command, dirty):
    global serving
    serving = command == "serve"


def on_config(config):
    languages = config.plugins["i18n"].config.languages
    titles = list(nav_titles(config.nav or []))
    for language in languages:
        if lacking := list(lacks(language, languages, titles)):
            raise PluginError(
                f"mkdocs.yml: expected the block of the language {language['locale']} to have what the others have\n"
                f"got      none of {', '.join(lacking)}"
            )


def lacks(language: dict, languages: list[dict], titles: list[str]) -> Iterator[str]:
    """The texts that another language has and this one lacks, the navigation's ``titles`` included.

    Without this the plugin would take them from another language, in silence.
    """
    own = set(keys(language))
    every = dict.fromkeys(key for other in languages for key in keys(other))
    yield from (key for key in every if key not in own and not key.startswith(("default", "nav_translations")))
    if not language["default"]:
        translated = language["nav_translations"] or {}
        yield from (f"nav_translations.{title}" for title in dict.fromkeys(titles) if title not in translated)


def keys(block, path: str = "") -> Iterator[str]:
    """The dotted path of every value in the block that is set, save those that are switches."""
    items = enumerate(block) if isinstance(block, list) else block.items()
    for name, value in items:
        here = f"{path}.{name}" if path else str(name)
        if isinstance(value, (dict, list)):
            yield from keys(value, here)
        elif isinstance(value, str) and value.strip():
            yield here


def nav_titles(nav: list) -> Iterator[str]:
    """Every title in the navigation, as it is written in ``mkdocs.yml``."""
    for entry in nav:
        for title, target in entry.items() if isinstance(entry, dict) else ():
            yield title
            yield from nav_titles(target) if isinstance(target, list) else ()


def on_pre_build(config):
    """Compare the pages of all languages before any is built: the plugin would leave a missing one out in silence."""
    docs = Path(config.docs_dir)
    languages = [language.locale for language in config.plugins["i18n"].config.languages]
    pages = {lang: {path.relative_to(docs / lang) for path in (docs / lang).rglob("*.md")} for lang in languages}
    every = set().union(*pages.values())
    missing = [f"docs/{lang}/{page.as_posix()}" for lang in languages for page in sorted(every - pages[lang])]
    if missing:
        message = "expected every page in every language\ngot      none at " + ", ".join(missing)
        if not serving:
            raise PluginError(message)
        log.error(message)


@event_priority(-150)  # after the plugin's own
def on_page_context(context, page, config, nav):
    """Give the templates the page's ``editions``, itself among them."""
    context["editions"] = [
        Edition(language, file.url, urljoin(config.site_url, file.url) if config.site_url else "")
        for language in config.plugins["i18n"].config.languages
        if (file := page.file.alternates.get(language.locale))  # in serve, a page may not be translated yet
    ]
    # On the home pages the plugin leaves links from the root of the host, which hold at one address only.
    for alternate in config.extra.alternate:
        if file := page.file.alternates.get(alternate["lang"]):
            alternate["link"] = file.url
    return context


def on_post_template(output, template_name, config):
    """Keep the 404 page of the default language; later languages would overwrite it. An empty page is not written."""
    is_default = config.theme["language"] == config.plugins["i18n"].default_language
    return output if template_name != "404.html" or is_default else ""
