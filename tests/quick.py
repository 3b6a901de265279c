"""``pytest --quick``: what says in less than a minute whether a change is right. A plugin; holds no test.

Left out are tests that need a browser, a server, a build of the whole site or several builds, and those of snippets
that are as they were in the last commit. What was changed, git says; where there is no git, all was.
"""

from __future__ import annotations

import subprocess

from project import ROOT

SLOW = {"site", "site_of_files", "browser", "server"}  # the fixtures that make them


def pytest_addoption(parser):
    parser.addoption(
        "--quick", action="store_true", help="leave out the browser, the whole site, and snippets that did not change"
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("quick"):
        return
    changed = changed_files()
    left_out = [item for item in items if is_left_out(item, changed)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def is_left_out(item, changed: set[str] | None) -> bool:
    if not SLOW.isdisjoint(item.fixturenames) or item.get_closest_marker("builds"):
        return True
    snippet = item.callspec.params.get("snippet") if hasattr(item, "callspec") else None
    if snippet is None or changed is None:
        return False
    transcript = f"tests/snippets/transcripts/{snippet.removesuffix('.py')}.txt"
    return changed.isdisjoint({f"snippets/{snippet}", transcript})


def changed_files() -> set[str] | None:
    """The paths, from the project's folder, of what differs from the last commit or is new; None without git."""
    found = set()
    for command in ("git diff --name-only --relative HEAD", "git ls-files --others --exclude-standard"):
        done = subprocess.run(command.split(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if done.returncode:
            return None
        found |= set(done.stdout.splitlines())
    return found
