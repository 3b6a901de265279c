"""What each language must have: every text in its block of ``mkdocs.yml``, and every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import PluginError


def check_blocks(config) -> None:
    """Compare the blocks of all languages.

    Raises:
        PluginError: one has a text that another lacks.
    """
    languages = config.plugins["i18n"].config.languages
    titles = list(nav_titles(config.nav or []))
    for language in languages:
        if lacking := list(lacks(language, languages, titles)):
            name = language["locale"]
            line = line_of(rf"[\s-]*locale:\s*{name}\s*", config)
            raise PluginError(
                f"mkdocs.yml:{line}: expected the block of the language {name} to have what the others have\n"
                f"got      none of {', '.join(lacking)}"
            )


def line_of(pattern: str, config) -> int:
    """The number of the first line of ``mkdocs.yml`` that is so, or 1: it may stand in a file that it inherits from."""
    lines = Path(config.config_file_path).read_text("utf-8").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if re.fullmatch(pattern, line)), 1)


@contextmanager
def expecting_every_key(config) -> Iterator[None]:
    """Say which text or setting below ``extra`` is missing, where one is that a step asks for.

    Raises:
        PluginError: it is.
    """
    try:
        yield
    except KeyError as error:
        line = line_of("extra:.*", config)
        raise PluginError(f"mkdocs.yml:{line}: expected the key {error.args[0]} in extra\ngot      none") from error


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


def check_pages(config, fail: Callable[[str], object]) -> None:
    """Compare the pages of all languages before any is built: the plugin would leave a missing one out in silence."""
    docs = Path(config.docs_dir)
    languages = [language.locale for language in config.plugins["i18n"].config.languages]
    pages = {lang: {path.relative_to(docs / lang) for path in (docs / lang).rglob("*.md")} for lang in languages}
    every = set().union(*pages.values())
    if missing := [f"docs/{lang}/{page.as_posix()}" for lang in languages for page in sorted(every - pages[lang])]:
        fail("expected every page in every language\ngot      none at " + ", ".join(missing))
