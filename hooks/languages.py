"""MkDocs hook: what the language plugin leaves undone. It builds the site once a language, the default one first."""

from __future__ import annotations

from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

log = get_plugin_logger("languages")
serving = False


def on_startup(command, dirty):
    global serving
    serving = command == "serve"


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
    # On the home pages the plugin leaves links from the root of the host, which hold at one address only.
    for alternate in config.extra.alternate:
        if file := page.file.alternates.get(alternate["lang"]):  # in serve, a page may not be translated yet
            alternate["link"] = file.url
    return context


def on_post_template(output, template_name, config):
    """Keep the 404 page of the default language; later languages would overwrite it. An empty page is not written."""
    is_default = config.theme["language"] == config.plugins["i18n"].default_language
    return output if template_name != "404.html" or is_default else ""
