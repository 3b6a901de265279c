"""Takes the pictures of the error page that README.md shows, one for light and one for dark. Run by ``make picture``.

    python tools/picture.py SITE

SITE is the built site. Same size and same browser give the same picture. Needs Chromium.
"""

from __future__ import annotations

import io
import shutil
import sys
import threading
from functools import partial
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from accessibility import SCHEMES
from browsing import FLAGS, HOST, NAMES, SCRIPTED, Handler, Server
from project import ROOT, SITE_PATH

PICTURES = ROOT / "pictures"
VIEW = {"width": 1200, "height": 610}
COLOURS = 128  # few, since a page has few: a fifth of the bytes


def take(site: Path, program: str) -> dict[str, bytes]:
    """The error page of the site as a PNG, by the scheme."""
    taken = {}
    with Server((HOST, 0), partial(Handler, directory=str(site))) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for scheme in SCHEMES:
            options = {"viewport": VIEW, "color_scheme": scheme, "reduced_motion": "reduce", "locale": "en-US"}
            page = browser.new_page(device_scale_factor=1, **options)
            page.add_init_script(SCRIPTED)
            page.goto(f"http://{HOST}:{server.server_port}{SITE_PATH}", wait_until="networkidle")
            page.wait_for_function("window.scripted")
            taken[scheme] = small(page.screenshot(animations="disabled"))
        browser.close()
        server.shutdown()
    return taken


def small(png: bytes) -> bytes:
    """The same picture in few colours."""
    content = io.BytesIO()
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(content, "PNG", optimize=True)
    return content.getvalue()


def main(arguments: list[str]) -> None:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if not program:
        sys.exit(f"expected one of {', '.join(NAMES)} on the PATH\ngot      none")
    PICTURES.mkdir(exist_ok=True)
    for scheme, png in take(Path(arguments[0]), program).items():
        path = PICTURES / f"error-{scheme}.png"
        path.write_bytes(png)
        print(f"{path.relative_to(ROOT)}: {len(png) / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
