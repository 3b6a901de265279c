"""Run, for ``make explained ENV=…``, the programs that need libraries through explain.py, where those are installed.

explain_libraries.py ENV [ARGUMENT…]    makes the environment of environments/ENV.txt in a temporary folder, has
                                        pytest run those of tests/explain/libraries/ENV/, and removes it
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from project import ROOT
from records import install
from running.environments import read_lock
from running.promises import Unkept


def main(name: str, *arguments: str) -> int:
    """Have pytest run the programs of the environment ``name``; return its exit status."""
    lock = read_lock(ROOT, name)
    if not (ROOT / "tests" / "explain" / "libraries" / name).is_dir():
        raise Unkept(f"expected programs in tests/explain/libraries/{name}/\ngot      none")
    with tempfile.TemporaryDirectory() as folder:
        chosen = ["-m", "libraries", "-k", f"{name}/", f"--environment={install(lock, Path(folder))}"]
        command = [sys.executable, "-m", "pytest", "tests/explain/test_libraries.py", *chosen, *arguments]
        return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Unkept as error:
        sys.exit(str(error))
