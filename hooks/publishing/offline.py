"""The edition that is read from files. One build packs it, another offers it.

``mkdocs build --no-directory-urls --site-dir dist/NAME`` builds pages that open without a server, and packs the folder
as ``dist/NAME.zip``. ``extra: offline_edition`` names such a file: the site then holds it, and the foot of each page
links to it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mkdocs.exceptions import PluginError

READABLE = 0o644 << 16  # by everyone, as ZIP writes it


def check_offline(config) -> None:
    """Look at ``extra: offline_edition``.

    Raises:
        PluginError: it names no file.
    """
    packed = config.extra["offline_edition"]
    if packed and not Path(packed).is_file():
        raise PluginError(f"OFFLINE_EDITION: expected the zip that `make offline` writes\ngot      no file {packed}")


def link_offline(context, config) -> None:
    """Give the templates the link to the edition, if there is one: where it leads, and how long a download it is."""
    if config.extra["offline_edition"]:
        packed = Path(config.extra["offline_edition"])
        megabytes = f"{packed.stat().st_size / 1e6:.1f}"
        context["offline"] = {"url": packed.name, "text": config.extra["offline"].format(megabytes=megabytes)}


def write_offline(config, site: Path) -> None:
    """Offer the edition that another build packed; pack this one if it opens from files, and will be ``site``.
    Comes after all others."""
    if config.extra["offline_edition"]:
        shutil.copy(config.extra["offline_edition"], config.site_dir)
    if not config.use_directory_urls:
        pack(Path(config.site_dir), site)


def pack(folder: Path, site: Path) -> None:
    """Write what is below ``folder`` to ``site.zip``, in a folder named as ``site``: the same bytes for the same files.

    The file appears whole."""
    target = site.with_name(f"{site.name}.zip")
    unfinished = target.with_name(f"{target.name}.unfinished")
    with ZipFile(unfinished, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = ZipInfo((site.name / path.relative_to(folder)).as_posix())  # of 1980, whenever it was built
            entry.external_attr = READABLE
            archive.writestr(entry, path.read_bytes(), ZIP_DEFLATED, compresslevel=9)
    unfinished.replace(target)
