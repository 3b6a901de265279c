"""Change a module in one place at a time, and see whether its tests notice.

mutate.py MODULE [TEST…]    MODULE as in hooks/pages/options.py; TEST, by default the file of tests that has its name

Works on a clone of the last commit in a temporary folder. Of each change that no test noticed it prints the line as it
became, unless tests/mutants.yml says why it makes no difference. The exit status is 1 if one is left.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import yaml

from project import ROOT

TOOL = "cosmic-ray==8.7.0"
CONFIG = """\
[cosmic-ray]
module-path = {module!r}
timeout = 60.0
excluded-modules = []
test-command = {command!r}

[cosmic-ray.distributor]
name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = ["core/ReplaceBinaryOperator_BitOr_.*"]
"""  # of the bars in this code nearly all stand in annotations, which nothing reads


def tests_of(module: str) -> str:
    """The file of tests of a module: ``tests/pages/test_options.py`` of ``hooks/pages/options.py``."""
    path = Path(module)
    return str(Path("tests", *path.parts[1:-1], f"test_{path.stem}.py"))


def explained() -> dict[str, dict[str, str]]:
    """By module, each changed line that makes no difference, with the reason."""
    return yaml.safe_load((ROOT / "tests" / "mutants.yml").read_text("utf-8")) or {}


def changed_line(diff: str) -> str:
    """The line of a mutation as it became; of one that took a line away, "without" that line."""
    lines = [line for line in diff.splitlines() if line[:3] not in ("+++", "---")]
    added = next((line[1:].strip() for line in lines if line[:1] == "+"), None)
    return added or "without " + next(filter(None, (line[1:].strip() for line in lines if line[:1] == "-")))


def run(clone: Path, module: str, tests: list[str]) -> list[tuple[str, str]]:
    """(how it ended, the changed line) of each mutation of the module. Raises CalledProcessError if the tool fails."""
    venv.create(clone / "tool", with_pip=True)
    scripts = clone / "tool" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TOOL]
    subprocess.run(pip, check=True)
    command = " ".join([sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:randomly", *tests])
    (clone / "mutate.toml").write_text(CONFIG.format(module=module, command=command), "utf-8")

    def call(name: str, *arguments: str) -> str:
        done = subprocess.run([scripts / name, *arguments], cwd=clone, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    call("cosmic-ray", "baseline", "mutate.toml")  # the tests pass as long as nothing is changed
    call("cosmic-ray", "init", "mutate.toml", "session.sqlite")
    call("cr-filter-operators", "session.sqlite", "mutate.toml")
    call("cosmic-ray", "exec", "mutate.toml", "session.sqlite")
    found = []
    for line in call("cosmic-ray", "dump", "session.sqlite").splitlines():
        _, result = json.loads(line)
        if result is not None and result["diff"]:
            found.append((result["test_outcome"], changed_line(result["diff"])))
    return found


def main(module: str, *tests: str) -> int:
    """Mutate a module; return how many mutations nobody noticed or explained."""
    chosen = list(tests) or [tests_of(module)]
    missing = [path for path in (module, *chosen) if not (ROOT / path.partition("::")[0]).exists()]
    if missing:
        sys.exit(f"expected a module and its tests, got no file {missing[0]}")
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        found = run(clone, module, chosen)
    survivors = [line for outcome, line in found if outcome == "survived"]
    known = explained().get(module, {})
    left = [line for line in survivors if line not in known]
    print(f"{module}: {len(found)} mutations, {len(found) - len(survivors)} noticed, {len(survivors)} not,")
    print(f"of which {len(survivors) - len(left)} are explained in tests/mutants.yml")
    for line in left:
        print(f"  {line}")
    return len(left)


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:])))
