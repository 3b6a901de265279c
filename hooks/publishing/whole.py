"""The site appears whole: it is built in a folder beside its own, which takes its place when all is written.

A build that is killed midway so leaves the site as it was, or none. What it left beside it, the next build removes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.utils import clean_directory


def begin(config) -> Path:
    """Have MkDocs build into a folder beside the site's, and return the site's. Comes before all others."""
    site = Path(config.site_dir).resolve()
    discard(site)
    config.site_dir = str(unfinished(site))
    return site


def take_place(config, site: Path) -> None:
    """Put what was built in place of the site that was there; files whose names begin with a dot stay, as in MkDocs."""
    built, former = unfinished(site), site.with_name(f"{site.name}.former")
    try:
        if site.exists():
            site.rename(former)
        built.rename(site)
    except OSError:  # it is another disk, mounted there
        clean_directory(str(site))
        shutil.copytree(built, site, dirs_exist_ok=True)
    for kept in former.glob(".*"):
        if not (site / kept.name).exists():
            kept.rename(site / kept.name)
    discard(site)
    config.site_dir = str(site)


def discard(site: Path) -> None:
    """Remove what a build left beside the site."""
    for left in (unfinished(site), site.with_name(f"{site.name}.former")):
        shutil.rmtree(left, ignore_errors=True)


def unfinished(site: Path) -> Path:
    """The folder in which the site is built."""
    return site.with_name(f"{site.name}.unfinished")
