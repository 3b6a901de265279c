"""Keeps out of the log what the language plugin says of each setting of each language, in every build."""

from __future__ import annotations

import logging

LOGGER = "mkdocs.plugins.mkdocs_static_i18n.reconfigure"


def quiet() -> None:
    """Have the plugin tell what is wrong, and nothing else, of the settings that it changes."""
    logging.getLogger(LOGGER).setLevel(logging.WARNING)
