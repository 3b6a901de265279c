"""Audits every page: axe-core on each, Lighthouse on each kind. Run by ``make audit``; takes minutes.

    python tools/audit.py [--axe] [--lighthouse] [PAGE …]

Prints a table, and ends with status 1 if axe-core finds anything or Lighthouse gives less than 100. PAGE is a path such
as ``fixes/reduce.md``; without any, axe-core takes all of them, and Lighthouse one of each kind. The site is served
compressed, to be kept by the browser, as a host of static pages would. Needs Chromium and, for Lighthouse, npx.

The score for performance is about time, so it is the median of three runs, and holds only where nothing else runs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from accessibility import SCHEMES, violations
from browsing import FLAGS, HOST, NAMES, Handler, Server, watched
from project import LANGUAGES, ROOT, SITE_PATH, SITE_URL, all_pages, mkdocs, page_url

LIGHTHOUSE = "lighthouse@13.5.0"
RUNS = 3
KINDS = (
    "index.md",
    "why.md",
    "fixes/gradient-argument.md",
    "situations/multi-gpu.md",
    "reference/similar-errors.md",
    "reference/graph-errors.md",
    "recipes.md",
    "faq.md",
    "about.md",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
YEAR = 365 * 24 * 60 * 60


class Host(Handler):
    """Serves a page as a host does: compressed, and with leave to keep it."""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        body = gzip.compress((path if found else Path(self.directory, "404.html")).read_bytes())
        kind = self.guess_type(path if found else "404.html")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", f"public, max-age={YEAR}")
        self.end_headers()
        self.wfile.write(body)


def audit_accessibility(address: str, paths: list[str], program: str) -> list[str]:
    """What axe-core finds on the pages below ``address``, in every scheme: a line each, which begins with the page."""
    problems = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for scheme in SCHEMES:
            with watched(browser, address, color_scheme=scheme) as (page, errors):
                page.set_default_timeout(60_000)
                for path in paths:
                    page.goto(path, wait_until="networkidle")
                    problems += [f"/{path} ({scheme}): {found}" for found in violations(page)]
                    problems += [f"/{path} ({scheme}): {error}" for error in errors if path != "404.html"]
                    errors.clear()
            print(f"axe-core, {scheme}: {len(paths)} pages, {len(problems)} problems so far", flush=True)
        browser.close()
    return problems


def lighthouse(url: str, program: str) -> dict:
    """Lighthouse's report of a page, in its mobile setting.

    Raises:
        SystemExit: it gave none.
    """
    flags = " ".join(["--headless=new", *(flag for flag in FLAGS if " " not in flag)])  # it divides them at spaces
    options = ["--output=json", "--quiet", f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
    done = subprocess.run(
        ["npx", "--yes", LIGHTHOUSE, url, *options],
        env={**os.environ, "CHROME_PATH": program},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{url}: expected a report of {LIGHTHOUSE}\ngot      {done.stderr.strip() or done.stdout[-2000:]}")
    return json.loads(done.stdout)


def audit_speed(address: str, paths: list[str], program: str) -> list[str]:
    """Print a row for each page, with Lighthouse's scores; return what is below 100, a line each."""
    problems = []
    print(f"\n{'page':40}" + "".join(f"{name:>16}" for name in CATEGORIES) + f"{'kB':>8}{'requests':>10}{'CLS':>8}")
    for path in paths:
        reports = [lighthouse(address + path, program) for _ in range(RUNS)]
        scores = {
            name: round(100 * statistics.median(report["categories"][name]["score"] for report in reports))
            for name in CATEGORIES
        }
        audits = reports[0]["audits"]
        requests = [item for item in audits["network-requests"]["details"]["items"] if item["transferSize"]]
        size = sum(item["transferSize"] for item in requests) / 1000
        shift = max(report["audits"]["cumulative-layout-shift"]["numericValue"] for report in reports)
        row = "".join(f"{score:16}" for score in scores.values())
        print(f"{'/' + path:40}{row}{size:8.0f}{len(requests):10}{shift:8.3f}", flush=True)
        problems += [f"/{path}: expected 100 for {name}, got {score}" for name, score in scores.items() if score < 100]
    return problems


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--axe", action="store_true", help="axe-core only")
    parser.add_argument("--lighthouse", action="store_true", help="Lighthouse only")
    parser.add_argument("pages", nargs="*", metavar="PAGE")
    given = parser.parse_args(arguments)
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if not program:
        sys.exit(f"expected one of {', '.join(NAMES)} on the PATH\ngot      none")
    every = [page_url(language, path) for language in LANGUAGES for path in given.pages or all_pages(language)]
    kinds = [page_url(language, path) for language in LANGUAGES for path in given.pages or KINDS]
    problems = []
    with tempfile.TemporaryDirectory() as site:
        done = mkdocs("build", "--strict", "--site-dir", site, folder=ROOT, SITE_URL=SITE_URL)
        if done.returncode:
            sys.exit(done.stdout)
        with Server((HOST, 0), partial(Host, directory=site)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://{HOST}:{server.server_port}{SITE_PATH}"
            if given.axe or not given.lighthouse:
                problems += audit_accessibility(address, [*every, "404.html"], program)
            if given.lighthouse or not given.axe:
                problems += audit_speed(address, kinds, program)
            server.shutdown()
    print("\n".join(["", *problems]) if problems else "\nnothing found")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
