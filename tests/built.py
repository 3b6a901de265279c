"""Reads what the tests need from a built page, without parsing all of it. Shared by the tests; holds no test."""

from __future__ import annotations

import html
import re

from bs4 import BeautifulSoup, Tag

# The names in a sitemap.
XML = {"sitemap": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
# A link in Markdown, up to the end of its address.
LINK = re.compile(r"\]\((?P<target>[^)\s]+)")


def outputs_on(document: str) -> list[str]:
    """What the page shows as printed, which test_site.py holds against runs of the programs."""
    return [html.unescape(each) for each in re.findall(r'<div class="snippet__output" data-copy="([^"]*)"', document)]


def explanations_on(document: str) -> list[str]:
    """What the page shows as added by the tool, which test_site.py holds against runs through it."""
    return [
        html.unescape(each)
        for each in re.findall(r'<div class="snippet__output snippet__told" data-copy="([^"]*)"', document)
    ]


def links_of_class(document: str, name: str) -> list[Tag]:
    """The links that have the class, or stand in a list of that class."""
    lists = re.findall(rf'<ul class="{name}".*?</ul>', document, re.S)
    links = re.findall(rf'<a class="{name}".*?</a>', document, re.S)
    return BeautifulSoup("".join(lists + links), "html.parser").find_all("a")


def meta(head: BeautifulSoup, name: str) -> list[str]:
    """The contents of the head's ``meta`` elements of that name."""
    return [element["content"] for element in head.select(f'meta[name="{name}"], meta[property="{name}"]')]


def alternates(head: BeautifulSoup) -> dict[str, str]:
    """The addresses of a page in other languages, by ``hreflang``."""
    return {
        link["hreflang"]: link["href"] for link in head.find_all("link", hreflang=True) if "alternate" in link["rel"]
    }
