"""What is known of each message and cause, and every word that is said: data, which a page could share.

MESSAGES  list of {"error", "pattern", "page"}, in the order in which they are tried
CAUSES    cause -> page that explains it
WORDS     key -> {"en": text, "zh": text}; the braces in a text are filled in by ``rendering``
"""

from __future__ import annotations

import json
from pathlib import Path


def _load(name: str):
    return json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))


MESSAGES = _load("messages")
CAUSES = _load("causes")
WORDS = _load("words")
