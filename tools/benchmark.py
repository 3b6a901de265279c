"""What running the snippets costs. Prints ratios measured side by side in one go; asserts nothing (``make bench``).

Each figure is a median over interleaved rounds, since other work on the machine disturbs them all alike.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from project import SNIPPETS, all_snippets, copy_project, mkdocs
from running.runner import Runner

ROUNDS = 5
ADDED = 40
IMPORT = "import torch; x = torch.ones(2, requires_grad=True); (x * x).backward(gradient=torch.ones(2))"

# Takes the place of hooks/running/runner.py in the copy that runs nothing.
RECORDED = """
import json
from dataclasses import replace
from pathlib import Path
from running.run import Run
class RunnerError(Exception):
    pass
Through = tuple
RUNS = {{Path(k): Run(**v) for k, v in json.loads({runs!r}).items()}}
class Runner:
    count = 0
    start = stop = lambda self: None
    prefetch = lambda self, paths, through=(): None
    def run(self, path, through=()):
        run = RUNS[path]
        return replace(run, transcript=run.transcript + "Explained.\\n") if through else run
"""

# Builds once, then once more as ``mkdocs serve`` does after an edit of prose; prints the second build's seconds.
REBUILD = """
import logging, sys, time
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.getLogger("mkdocs").setLevel(logging.ERROR)
config = load_config(site_dir=sys.argv[1])
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1/")
with open("docs/en/faq.md", "a") as page:
    page.write("\\nOne more line.\\n")
start = time.perf_counter()
config = load_config(site_dir=sys.argv[1])
build(config, serve_url="http://127.0.0.1/")
print(time.perf_counter() - start)
config.plugins.on_shutdown()
"""


def seconds(action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def python(*arguments: str, folder: Path | None = None) -> str:
    return subprocess.run([sys.executable, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def build(folder: Path) -> None:
    done = mkdocs("build", folder=folder)
    assert done.returncode == 0, done.stdout


def without_execution(folder: Path) -> Path:
    """A copy of the project that shows the same transcripts and runs nothing."""
    copy_project(folder)
    runner = Runner()
    runs = {str(folder / "snippets" / name): vars(runner.run(SNIPPETS / name)) for name in all_snippets()}
    runner.stop()
    (folder / "hooks" / "running" / "runner.py").write_text(RECORDED.format(runs=json.dumps(runs)), encoding="utf-8")
    return folder


def with_more_snippets(folder: Path) -> Path:
    """A copy of the project with ``ADDED`` more snippets, all on one page of each language."""
    copy_project(folder)
    source = (SNIPPETS / "vector-backward" / "ones.py").read_text(encoding="utf-8")
    names = [f"vector-backward/added{i}.py" for i in range(ADDED)]
    for i, name in enumerate(names):
        (folder / "snippets" / name).write_text(source.replace("5.0", f"{i}.0"), encoding="utf-8")
    for page in (folder / "docs").glob("*/faq.md"):
        with page.open("a", encoding="utf-8") as file:
            file.writelines(f"\n```snippet\n{name}\n```\n" for name in names)
    return folder


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary).resolve()
        real = copy_project(root / "real")
        still = without_execution(root / "still")
        more = with_more_snippets(root / "more")
        measures = {
            "build": lambda: build(real),
            "build without execution": lambda: build(still),
            "build with more snippets": lambda: build(more),
            "import torch, first backward": lambda: python("-c", IMPORT),
        }
        times = {name: [] for name in measures}
        rebuilds = {"with": [], "without": []}
        for round_ in range(ROUNDS):
            for name, action in measures.items():
                times[name].append(seconds(action))
            for name, folder in (("with", real), ("without", still)):
                rebuilds[name].append(float(python("-c", REBUILD, str(root / f"site{round_}"), folder=folder)))
    median = {name: statistics.median(values) for name, values in times.items()}
    for name, value in median.items():
        print(f"{name:32} {value:6.2f} s")
    bare = median["build without execution"] + median["import torch, first backward"]
    added = (median["build with more snippets"] - median["build"]) / ADDED * 1000
    again = statistics.median(rebuilds["with"]) / statistics.median(rebuilds["without"])
    print(f"{len(all_snippets())} snippets, {ROUNDS} rounds")
    print(f"build / (without execution + import torch)      {median['build'] / bare:5.2f}  (at most 1.15)")
    print(f"an added snippet, on a page of each language    {added:5.0f} ms (at most 50)")
    print(f"rebuild after prose / without execution         {again:5.2f}  (at most 1.1)")


if __name__ == "__main__":
    main()
