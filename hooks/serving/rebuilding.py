"""What ``mkdocs serve`` does when a file changes: what MkDocs does, or less where less is enough."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import get_plugin_logger

from pages.failing import box
from serving.configuration import Places, said

log = get_plugin_logger("serving")
EMPTY = "<!doctype html><meta charset=utf-8><body><article></article></body>"
START, END = "<!-- the build failed -->", "<!-- here ends why -->"
SHOWN = re.compile(f"{START}.*?{END}", re.S)
State = dict[Path, tuple[int, int]]  # of each file, what changes when it is written


class Rebuilder:
    """In place of MkDocs' own function that builds anew. What goes wrong is said once, and on every page."""

    def __init__(
        self,
        build: Callable[[], None],
        refresh: Callable[[set[Path]], bool],
        hooks: Path,
        config,
        places: Places,
    ) -> None:
        """
        Args:
            build: builds everything.
            refresh: builds anew what hangs on these files, and returns whether it could.
            hooks: the folder of our own code.
            config: MkDocs' configuration, which says what is watched, and where the site is.
            places: what has seen MkDocs' own messages.
        """
        self._build = build
        self._refresh = refresh
        self._hooks = hooks
        self._roots = [Path(each) for each in (config.docs_dir, config.config_file_path, *config.watch)]
        self._site = Path(config.site_dir)
        self._places = places
        self._seen = state(self._roots)
        self._is_whole = True  # whether the last build ended well
        self._told: set[Path] = set()  # hooks that have changed

    def __call__(self) -> None:
        before, self._seen = self._seen, state(self._roots)
        changed = {path for path in before.keys() | self._seen.keys() if before.get(path) != self._seen.get(path)}
        self._tell_of_hooks(changed)
        shown = {path.relative_to(self._site) for path in self._site.rglob("*.html")}
        try:
            content = {path for path in changed if not self._is_code(path)}
            if not (self._is_whole and changed and self._refresh(content)):
                self._build()
            self._is_whole = True
        except Exception as error:
            self._is_whole = False
            message, is_said = said(error, self._places)
            if not is_said:
                log.error(message)
            if not isinstance(error, MkDocsException):
                traceback.print_exc()
            show(message, self._site, shown)

    def _is_code(self, path: Path) -> bool:
        return self._hooks in path.parents or path.suffix == ".pyc"

    def _tell_of_hooks(self, changed: set[Path]) -> None:
        for path in sorted(changed - self._told):
            if self._is_code(path) and path.suffix == ".py":
                self._told.add(path)
                name = path.relative_to(self._hooks.parent).as_posix()
                log.warning(f"{name} changed; start `make serve` again, the server keeps its code as it was")


def state(roots: Iterable[Path]) -> State:
    """What is now in these files and folders."""
    found: State = {}
    for root in roots:
        below = (Path(folder, name) for folder, _, names in os.walk(root) for name in names)
        for path in [root] if root.is_file() else below:
            try:
                status = path.stat()
            except FileNotFoundError:  # an editor's
                continue
            found[path] = status.st_mtime_ns, status.st_size
    return found


def show(message: str, site: Path, pages: Iterable[Path]) -> None:
    """Put the message above the text of these pages, in the place of an earlier one, or where a page is gone."""
    for name in pages:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8") if path.exists() else EMPTY
        text = SHOWN.sub("", text)
        before, article, after = text.partition("<article")
        tag, end, content = after.partition(">")
        path.write_text(f"{before}{article}{tag}{end}{START}{box(message)}{END}{content}", "utf-8")
