"""Cuts STIX Two Math down to the characters in the formulas of a built site: ``mathematics_font.py SITE``.

``make math-font`` runs it, and the result is part of the project. A test compares the two.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from fontTools import subset
from fontTools.ttLib import TTFont

FONT = Path(__file__).parents[1] / "overrides" / "assets" / "fonts" / "stix-two-math.woff2"
# A browser shows a variable of one letter in italics, which in Unicode are characters of their own.
ITALICS = {
    unicodedata.normalize("NFKC", char): char
    for char in map(chr, [ord("ℎ"), *range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)])
}


def formulas(page: str) -> list[Tag]:
    """Every formula of the page. Only they are parsed, since most of a page is programs."""
    return [BeautifulSoup(found, "html.parser").math for found in re.findall("<math.*?</math>", page, re.S)]


def characters(site: Path) -> set[str]:
    """Every character that the formulas of the site are shown with, Chinese left out."""
    shown = set()
    for path in site.rglob("*.html"):
        for formula in formulas(path.read_text("utf-8")):
            text = formula.get_text()
            shown |= {*text, *(ITALICS[char] for char in text if char in ITALICS)}
    return {char for char in shown if unicodedata.east_asian_width(char) not in "WF"}


def covered(font: Path) -> set[str]:
    """Every character that the font file has."""
    return set(map(chr, TTFont(font).getBestCmap()))


def cut(shown: set[str], target: Path) -> None:
    """Write the font with these characters, and with the larger and longer forms of them, to ``target``."""
    options = subset.Options(flavor="woff2", layout_features=["ssty"], hinting=False)
    font = subset.load_font(str(files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(shown)))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    cut(characters(Path(sys.argv[1])), FONT)
    print(f"{FONT.name}: {FONT.stat().st_size} bytes")
