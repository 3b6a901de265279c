"""What is wrong with ``mkdocs.yml``, as one message: file, line, what was expected and what came."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from mkdocs.exceptions import Abort, BuildError, ConfigurationError

LOGGER = "mkdocs.config"
VALUE = re.compile(r"Config value '(?P<keys>\w+)': (?P<error>.*)", re.S)
NAME = re.compile(r"'([\w/.-]+)'")


class Places(logging.Filter):
    """Says of each value that MkDocs does not take where it stands in ``mkdocs.yml``."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.told: list[str] = []

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.ERROR and (found := VALUE.fullmatch(record.getMessage())):
            names = [found["keys"], *NAME.findall(found["error"])]
            line = line_of(self._path.read_text("utf-8"), names) if self._path.exists() else 1
            record.msg = (
                f"{self._path.name}:{line}: expected a value of {found['keys']} that MkDocs takes\n"
                f"got      {found['error']}"
            )
            record.args = ()
            self.told.append(record.msg)
        return True


def line_of(text: str, names: list[str]) -> int:
    """The line where the first of the names is a key, or a further one below it."""
    lines = text.split("\n")
    found = 0
    for name in names:
        key = re.compile(rf"[\s-]*[\"']?{re.escape(name)}[\"']?\s*(:.*)?")
        found = next((number for number in range(found, len(lines)) if key.fullmatch(lines[number])), found)
    return found + 1


def said(error: BaseException, places: Places) -> tuple[str, bool]:
    """What there is to say of the error that ended a build, and whether MkDocs has said so already."""
    told, places.told = places.told, []
    if told:
        return "\n".join(told), True
    if isinstance(error, Abort) and isinstance(error.__context__, BuildError):
        return str(error.__context__), True
    for cause in (error.__cause__, error.__context__):
        if isinstance(error, ConfigurationError) and (mark := getattr(cause, "problem_mark", None)):
            got = " ".join(filter(None, [cause.problem, cause.context]))
            return f"{Path(mark.name).name}:{mark.line + 1}: expected YAML\ngot      {got}", False
    if isinstance(error, (Abort, ConfigurationError, BuildError)):
        return str(error), False
    return f"expected to build the site\ngot      {type(error).__name__}: {error}", False
