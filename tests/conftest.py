from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from project import ROOT, SITE_URL, mkdocs


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id) -> Path:
    """The site, built strictly from the project, once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    target, log = shared / "site", shared / "site.log"
    with FileLock(shared / "site.lock"):
        if not log.exists():
            done = mkdocs("build", "--strict", "--site-dir", str(target), folder=ROOT, SITE_URL=SITE_URL)
            # A build that failed in one process has failed for the others, though it may leave pages behind.
            log.write_text("" if done.returncode == 0 else done.stdout, "utf-8")
    failure = log.read_text("utf-8")
    if failure:
        pytest.fail(failure, pytrace=False)
    return target
