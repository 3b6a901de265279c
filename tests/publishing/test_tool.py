"""The tool in the built site: one file that needs nothing else, as the pages say it is, whose links lead somewhere."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import PluginError

import sources
from built import LINK
from project import DEFAULT, LANGUAGES, SITE_URL, page_file, page_url
from publishing import tool as publishing_tool
from publishing.explain import NAME, PACKAGE, explain_file
from publishing.tool import make_tool

PAGE = "fixes/explain.md"
KEY = re.compile(r"^\| `(?P<key>\w+)` \|", re.M)
# What the tool calls the pages of the table of messages and of causes, in a language.
NAME_ALL = """
import json, sys
import explain
pages = [message["page"] for message in explain.MESSAGES] + list(explain.CAUSES.values())
print(json.dumps([explain.link(explain.Facts("scalar", page, name="loss", shape=(2,)), sys.argv[1]) for page in pages]))
"""
EMPTY = "import json, explain; print(json.dumps(explain.as_dict(explain.Facts('scalar', ''))))"


def ask(folder: Path, program: str, *arguments: str):
    """What a program prints that imports the tool from ``folder``, read as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def document(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address).read_text("utf-8"), "html.parser")


def imported(nodes: Iterable[ast.AST]) -> set[str]:
    """The first name of every module that these statements import."""
    nodes = list(nodes)
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def test_it_is_one_file_that_imports_the_standard_library_alone(site):
    text = (site / NAME).read_text("utf-8")
    assert [path.relative_to(site).as_posix() for path in site.rglob(NAME)] == [NAME]
    assert text == explain_file(SITE_URL)
    tree = ast.parse(text)
    assert imported(tree.body) <= sys.stdlib_module_names
    assert imported(ast.walk(tree)) <= sys.stdlib_module_names | {"torch"}  # where the program has loaded it


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_its_checksum_its_address_and_a_link_to_it(site, language):
    url = page_url(language, PAGE)
    page = document(site, f"{url}index.html")
    (link,) = page.select("article a[download][href$='explain.py']")
    assert urljoin(f"/{url}", link["href"]) == f"/{NAME}"
    codes = [code.get_text().strip() for code in page.select("article pre > code")]
    assert hashlib.sha256((site / NAME).read_bytes()).hexdigest() in codes
    assert f"curl -O {SITE_URL}{NAME}\npython explain.py train.py" in codes
    assert "{{" not in page.get_text()
    twin = (site / f"{url}index.html.md").read_text("utf-8")
    assert SITE_URL + NAME in [match["target"] for match in LINK.finditer(twin)]
    assert "{{" not in twin


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_the_offline_edition_which_has_no_address(site_of_files, language):
    name = page_file(language, PAGE)
    page = document(site_of_files, name)
    (link,) = page.select("article a[download][href$='explain.py']")
    assert (site_of_files / name).parent.joinpath(link["href"]).resolve() == site_of_files / NAME
    codes = [code.get_text().strip() for code in page.select("article pre > code")]
    assert hashlib.sha256((site_of_files / NAME).read_bytes()).hexdigest() in codes
    assert "python explain.py train.py" in codes
    assert "curl" not in page.select_one("article").get_text()
    named = ask(site_of_files, NAME_ALL, language)
    assert not [address for address in named if ":" in address]
    assert any("situations/partial-reduction/" in address for address in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_its_links_leads_to_a_page_and_a_section(site, language):
    """``#e=…`` holds what was found, for the page to read; any other fragment is a section."""
    links = ask(site, NAME_ALL, language)
    assert len(links) > 80
    problems, ids = [], {}
    for link in links:
        address, _, fragment = link.partition("#")
        path = address.removeprefix(SITE_URL)
        folder = page_url(language, "index.md")
        if not address.startswith(SITE_URL + folder) or not (site / path / "index.html").is_file():
            problems.append(f"expected a page in {language}, got {link}")
        elif fragment and not fragment.startswith("e="):
            if path not in ids:
                ids[path] = {element["id"] for element in document(site, f"{path}index.html").find_all(id=True)}
            if fragment not in ids[path]:
                problems.append(f"expected a section, got {link}")
    assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_the_tool_prints_and_writes(language, tmp_path):
    """The names of the three kinds of change, the title, and the keys of ``--json``."""
    text = sources.read_page(language, PAGE).text
    words = json.loads((PACKAGE / "words.json").read_text("utf-8"))
    for key in ("title", "fix", "fix-probable", "fix-fill-in"):
        assert words[key][language] in text
    (tmp_path / NAME).write_text(explain_file(), "utf-8")
    assert KEY.findall(text.partition("{#json}")[2]) == list(ask(tmp_path, EMPTY))
    for option in ("--lang", "--more", "--record", "--json"):
        assert option in text
        assert option in (tmp_path / NAME).read_text("utf-8").partition("from __future__")[0]


def package(folder: Path, **files: str) -> Path:
    """A copy of the package, with more in some of its files."""
    copy = folder / "explain"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in files.items():
        name = name.replace("_json", ".json") if name.endswith("_json") else f"{name}.py"
        (copy / name).write_text((copy / name).read_text("utf-8") + text if name.endswith(".py") else text, "utf-8")
    return copy


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"facts": "\n\ndef levels_of():\n    pass\n"}, "expected a name of its own, got 'levels_of', as in "),
        (
            {"facts": "\n\nimport explain.ways_in as ways_in\n"},
            "expected imports in one direction, got a circle among ",
        ),
        ({"facts": "\n\nimport explain.nothing as nothing\n"}, "expected modules of this package, got ['nothing']"),
        ({"words_json": '{"a": {}, "b": {}, "a": {}}'}, "words.json: expected each key once, got 'a' again"),
    ],
)
def test_a_package_that_does_not_fit_into_one_file_is_one_clear_error(tmp_path, monkeypatch, files, expected):
    broken = package(tmp_path, **files)
    monkeypatch.setattr(publishing_tool, "explain_file", lambda site_url: explain_file(site_url, broken))
    with pytest.raises(PluginError) as stopped:
        make_tool(SimpleNamespace(site_url=""), tmp_path)
    (line,) = str(stopped.value).splitlines()
    assert expected in line


def test_where_the_tool_does_not_speak_a_language_it_says_it_in_the_first(tmp_path):
    made = make_tool(SimpleNamespace(site_url=SITE_URL), tmp_path)
    assert [made.through(locale)[2] for locale in (*LANGUAGES, "ja")] == [*LANGUAGES, DEFAULT]
    assert made.path.read_bytes() == made.text.encode()
    assert made.path.read_text("utf-8") == explain_file(SITE_URL)


@pytest.mark.parametrize(
    ("site_url", "filled", "elsewhere"),
    [
        ("", "run\n[it](../../explain.py){: download }.\n", "run\nit.\n"),
        (
            SITE_URL,
            f"curl {SITE_URL}{NAME}\nrun\n[it](../../explain.py){{: download }}.\n",
            f"curl {SITE_URL}{NAME}\nrun\n[it]({SITE_URL}{NAME}).\n",
        ),
    ],
)
def test_a_page_names_the_address_where_there_is_one(tmp_path, site_url, filled, elsewhere):
    made = make_tool(SimpleNamespace(site_url=site_url), tmp_path)
    markdown = made.fill("curl {{ explain_address }}\nrun\n[it](../../explain.py){: download }.\n")
    assert (markdown, made.link_from_anywhere(markdown)) == (filled, elsewhere)
    assert made.fill("{{ explain_sha256 }}") == hashlib.sha256(made.text.encode()).hexdigest()
