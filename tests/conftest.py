from __future__ import annotations

import os
import shutil
import threading
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from playwright import sync_api

from browsing import FLAGS, HOST, NAMES, PATIENCE, Handler, Server, watched
from project import ROOT, SITE_PATH, SITE_URL, mkdocs

pytest_plugins = ["quick"]


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id) -> Path:
    """The site as a host would serve it."""
    return built(tmp_path_factory, worker_id, "site", SITE_URL=SITE_URL)


@pytest.fixture(scope="session")
def site_of_files(tmp_path_factory, worker_id) -> Path:
    """The site as it is read without a server."""
    return built(tmp_path_factory, worker_id, "files", "--no-directory-urls")


def built(tmp_path_factory, worker_id, name: str, *options: str, **environment: str) -> Path:
    """The site, built strictly from the project, once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    target, log = shared / name, shared / f"{name}.log"
    with FileLock(shared / f"{name}.lock"):
        if not log.exists():
            done = mkdocs("build", "--strict", "--site-dir", str(target), *options, folder=ROOT, **environment)
            # A build that failed in one process has failed for the others, though it may leave pages behind.
            log.write_text("" if done.returncode == 0 else done.stdout, "utf-8")
    failure = log.read_text("utf-8")
    if failure:
        pytest.fail(failure, pytrace=False)
    return target


@pytest.fixture(scope="session")
def browser():
    """One browser for each test process."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if not program:
        reason = f"no browser: none of {', '.join(NAMES)} is on the PATH (apt-get install chromium)"
        # In CI a skipped test would pass for a site that nobody has looked at.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served."""
    with Server((HOST, 0), partial(Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://{HOST}:{server.server_port}{SITE_PATH}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser, address):
    """A page in which nothing may go wrong until the test ends."""
    with watched(browser, address, viewport={"width": 1366, "height": 768}, color_scheme="light") as (page, problems):
        yield page
        page.wait_for_load_state("networkidle")
        assert problems == []
