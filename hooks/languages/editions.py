"""The site in one language: what the steps after the last language need to know of each."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.structure.nav import Navigation


@dataclass(frozen=True)
class Edition:
    """The site in one language.

    Attributes:
        locale: the language's code.
        language: its name, in its own words.
        folder: where it lies below the site's root.
        name: the site's name.
        description: the site's description.
        nav: its navigation, translated.
        words: ``extra`` of ``mkdocs.yml`` with the texts of this language.
    """

    locale: str
    language: str
    folder: str
    name: str
    description: str
    nav: Navigation
    words: dict


def read_edition(nav: Navigation, config) -> Edition:
    """The edition that is being built, once the language plugin has set it up."""
    plugin = config.plugins["i18n"]
    return Edition(
        locale=plugin.current_language,
        language=plugin.current_language_config.name,
        folder="" if plugin.is_default_language_build else f"{plugin.current_language}/",
        name=config.site_name,
        description=config.site_description,
        nav=nav,
        words=dict(config.extra),
    )
