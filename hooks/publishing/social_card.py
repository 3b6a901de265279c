"""Draws the picture that is shown with links to the site, one for each language."""

from __future__ import annotations

import io
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.utils import write_file
from PIL import Image, ImageDraw, ImageFont

MESSAGE = ("RuntimeError:", "grad can be implicitly created", "only for scalar outputs")
FONT = Path(__file__).with_name("fonts") / "NotoSansSC-Bold-subset.otf"  # made by make card-font
SIZE = (1200, 630)
MARGIN = 90
BACKGROUND, BRIGHT, QUIET, RAISES = "#1e2129", "#ffffff", "#c5c9d6", "#ff8a80"


def link_card(context, config) -> None:
    """Tell the template where the picture lies. Others fetch it, so its address has to be absolute."""
    if config.site_url:
        context["card"] = config.site_url + path(config)


def write_card(config) -> None:
    """Write the picture of the language that is being built."""
    write_file(draw(config.extra["card"]), str(Path(config.site_dir, path(config))))


def path(config) -> str:
    return f"assets/images/card-{config.plugins['i18n'].current_language}.png"


def draw(line: str) -> bytes:
    """A PNG that shows the message and the line below it.

    Raises:
        PluginError: the line does not fit, or the font has no glyph for one of its characters.
    """
    image = Image.new("RGB", SIZE, BACKGROUND)
    canvas = ImageDraw.Draw(image)
    for left in (0, 20):  # the double edge that a program which raises has on the pages
        canvas.rectangle((left, 0, left + 9, SIZE[1]), fill=RAISES)
    for text, top, size, color in (
        (MESSAGE[0], 120, 64, RAISES),
        (MESSAGE[1], 216, 64, BRIGHT),
        (MESSAGE[2], 312, 64, BRIGHT),
        (line, 450, 44, QUIET),
    ):
        font = ImageFont.truetype(str(FONT), size)
        check(text, font)
        canvas.text((MARGIN, top), text, font=font, fill=color)
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def check(text: str, font: ImageFont.FreeTypeFont) -> None:
    """Refuse what would be cut off, or be drawn as a box."""
    if font.getlength(text) > SIZE[0] - 2 * MARGIN:
        raise PluginError(f"expected a line that fits on the card\ngot      {text}")
    missing = bytes(font.getmask("\uffff"))  # no character, so what stands for a missing one
    if unknown := [character for character in text if bytes(font.getmask(character)) == missing]:
        wanted = f"expected {FONT.name} to have each character of the card: make card-font"
        raise PluginError(f"{wanted}\ngot      none for {' '.join(unknown)}")
