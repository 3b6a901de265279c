"""The built site: whole, self-contained, the same on every machine, and true to the snippets."""

from __future__ import annotations

import gzip
import html
import os
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

import sources
from programs import explained, run_snippet
from project import (
    BLOCKS,
    LANGUAGES,
    ROOT,
    SITE_PATH,
    SITE_URL,
    SNIPPETS,
    all_pages,
    all_snippets,
    files_below,
    page_url,
)
from running.environments import environment_of
from running.records import read_record

MESSAGE = "grad can be implicitly created only for scalar outputs"
HOMES = {language: page_url(language, "index.md") for language in LANGUAGES}

# What the pages must show because a program printed it. A traceback also quotes the comment on the line that raised.
SHOWN = [
    ("index.md", f"\nRuntimeError: {MESSAGE}\n"),
    ("index.md", "tensor([8., 8.])"),
    ("index.md", "tensor([5., 5.])"),
    ("why.md", "tensor(48.)"),
    ("why.md", "tensor([[4., 4.],\n        [4., 4.]])"),
    ("why.md", "tensor(12.)"),
    ("why.md", "tensor([[1., 1.],\n        [1., 1.]])"),
]

LOADING_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
}
CSS_ADDRESS = re.compile(r"""(?:url\(|@import)\s*(?P<quote>["']?)\s*(?P<address>[^"')\s;]+)""")


@pytest.fixture(scope="module")
def documents(site) -> dict[str, BeautifulSoup]:
    """Every HTML file of the site by its path."""
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
    }


def document_of(documents, language, path):
    return documents[page_url(language, path) + "index.html"]


def transcripts(document) -> list[str]:
    return [transcript_of(block) for block in document.select(".snippet__output")]


def transcript_of(block) -> str:
    """What an output shows, folded frames included."""
    return "".join(code.get_text() for code in block.select("code"))


def links(document):
    """Every address in the document, with its element: links and what the page loads."""
    for element in document.find_all(True):
        for attribute in ("href", "src", "data", "poster"):
            if isinstance(address := element.get(attribute), str):
                yield element, address
        for candidate in element.get("srcset", "").split(","):
            if candidate.strip():
                yield element, candidate.split()[0]


def loads(document):
    """The addresses that a browser fetches to show the document, its own style rules included."""
    for element, address in links(document):
        relations = {relation.strip() for relation in element.get("rel", [])}
        if (element.name == "link" and relations & LOADING_RELATIONS) or element.name not in ("a", "link", "base"):
            yield address
    styles = [style.get_text() for style in document.find_all("style")]
    styles += [element["style"] for element in document.find_all(style=True)]
    for style in styles:
        yield from css_addresses(style)


def css_addresses(style: str):
    return (match["address"] for match in CSS_ADDRESS.finditer(style))


def is_external(address: str) -> bool:
    """Whether the address is on a host, whichever."""
    return bool(urlsplit(address).netloc)


def is_page_address(element) -> bool:
    """Whether the element names the page's public address, which has to be absolute."""
    return element.name == "link" and bool({"canonical", "alternate"} & {rel.strip() for rel in element.get("rel", [])})


def faulty_links(documents: dict[str, BeautifulSoup], files: set[str]) -> list[str]:
    """Links that lead nowhere in the site, or hold at one address only."""
    identifiers = {
        name: {element["id"] for element in document.find_all(id=True)}
        | {element["name"] for element in document.find_all("a", attrs={"name": True})}
        for name, document in documents.items()
    }
    problems = []
    for name, document in documents.items():
        base = urljoin(SITE_URL, name.removesuffix("index.html"))
        for element, address in links(document):
            parts = urlsplit(urljoin(base, address))
            if parts.scheme == "data" or (is_external(address) and not address.startswith(SITE_URL)):
                continue
            # A server shows the 404 page below any path, so nothing in it can be relative.
            if (
                name != "404.html"
                and (is_external(address) or address.startswith("/"))
                and not is_page_address(element)
            ):
                problems.append(f"{name}: expected a relative link, got {address}")
            target = unquote(parts.path).removeprefix(SITE_PATH)
            if target.endswith("/") or not target:
                target += "index.html"
            if not parts.path.startswith(SITE_PATH) or target not in files:
                problems.append(f"{name}: expected a file of the site, got {address}")
            elif parts.fragment and unquote(parts.fragment) not in identifiers.get(target, ()):
                problems.append(f"{name}: expected an id in {target}, got {address}")
    return problems


def test_every_link_leads_somewhere(site, documents):
    assert faulty_links(documents, set(files_below(site))) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ('<a href="b/">', None),
        ('<a href="b/#here">', None),
        ('<a href="../up">', "file of the site"),
        ('<a href="c/">', "file of the site"),
        ('<img src="none.png">', "file of the site"),
        ('<img srcset="b/ 1x, none.png 2x">', "file of the site"),
        ('<a href="b/#gone">', "id in b/index.html"),
        ('<a href="#gone">', "id in index.html"),
        ('<a href="/notes/b/">', "relative link"),
        ('<a href="http://127.0.0.1/notes/b/">', "relative link"),
        ('<link rel="canonical" href="http://127.0.0.1/notes/b/">', None),
        ('<link rel="canonical" href="http://127.0.0.1/notes/c/">', "file of the site"),
        ('<a href="https://pytorch.org/">', None),
    ],
)
def test_a_faulty_link_is_found(source, problem):
    documents = {
        "index.html": BeautifulSoup(source, "html.parser"),
        "b/index.html": BeautifulSoup('<p id="here">', "html.parser"),
    }
    problems = faulty_links(documents, set(documents))
    assert [problem in found for found in problems] == [True] * bool(problem), problems


def test_nothing_is_loaded_from_another_host(site, documents):
    loaded = [(name, address) for name, document in documents.items() for address in loads(document)]
    assert len(loaded) > len(documents)
    for name, content in files_below(site).items():
        if name.endswith((".css", ".svg")):
            loaded += [(name, address) for address in css_addresses(content.decode("utf-8"))]
    assert [(name, address) for name, address in loaded if is_external(address)] == []


@pytest.mark.parametrize(
    "source",
    [
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<link rel="preconnect" href="https://example.org" crossorigin>',
        '<link rel="shortcut icon" href="//example.org/a.png">',
        '<script src="https://example.org/a.js"></script>',
        '<img src="https://example.org/a.png">',
        '<img srcset="https://example.org/a.png 2x">',
        '<svg><image href="https://example.org/a.png"/></svg>',
        "<style>@import 'https://example.org/a.css';</style>",
        '<p style="background: url( //example.org/a.png)">',
    ],
)
def test_a_resource_of_another_host_is_found(source):
    assert any(map(is_external, loads(BeautifulSoup(source, "html.parser"))))


def test_a_link_to_another_host_loads_nothing():
    assert list(loads(BeautifulSoup('<a href="https://example.org/">', "html.parser"))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_is_named_after_the_error(documents, language):
    document = document_of(documents, language, "index.md")
    (heading,) = document.find_all("h1")
    assert MESSAGE in heading.get_text()
    message = heading.find(lang="en", translate="no")
    assert message
    assert MESSAGE in message.get_text()
    assert MESSAGE in document.title.get_text()


@pytest.mark.parametrize(("path", "text"), SHOWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_is_in_a_transcript(documents, language, path, text):
    shown = transcripts(document_of(documents, language, path))
    assert any(text in transcript for transcript in shown), f"{text} is in none of {shown}"


def test_every_page_shows_its_snippets_and_what_they_did(documents):
    problems = []
    for language in LANGUAGES:
        for path in all_pages(language):
            source = sources.read_page(language, path)
            blocks = document_of(documents, language, path).select(".snippet")
            if len(blocks) != len(source.snippets):
                problems.append(f"{source.name}: expected {len(source.snippets)} snippets, got {len(blocks)}")
                continue
            for fence, block in zip(source.snippets, blocks, strict=True):
                found = differences(fence, block, run_snippet(fence.snippet).transcript)
                problems += [f"{source.name}:{fence.line}: {problem}" for problem in found]
                told = [explained(fence.snippet, language, SITE_URL)] if fence.is_explained else []
                if (shown := [transcript_of(each).strip() for each in block.select(".snippet__told")]) != told:
                    problems.append(f"{source.name}:{fence.line}: expected the explanation {told}, got {shown}")
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


def test_a_recorded_output_is_told_from_one_of_this_build_by_word_and_shape(documents):
    recorded = 0
    for language in LANGUAGES:
        labels = BLOCKS[language]["extra"]["snippet_labels"]
        for path in all_pages(language):
            blocks = document_of(documents, language, path).select(".snippet")
            for fence, block in zip(sources.read_page(language, path).snippets, blocks, strict=True):
                if 'show="source"' in fence.options:
                    continue
                label = block.select_one(".snippet__label").get_text()
                if environment_of(fence.snippet):
                    recorded += 1
                    record = read_record(ROOT, fence.snippet)
                    assert "snippet--recorded" in block["class"]
                    assert all(text in label for text in (record.date, record.packages, record.python)), label
                else:
                    assert "snippet--recorded" not in block["class"]
                    assert label in (labels["raises"], labels["wrong"], labels["right"])
    assert recorded > len(LANGUAGES) * 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_ran_its_programs_if_this_build_ran_one(documents, language):
    said = set()
    for path in all_pages(language):
        live = any(not environment_of(fence.snippet) for fence in sources.read_page(language, path).snippets)
        said.add(live)
        assert bool(document_of(documents, language, path).select("p.ran")) == live, path
    assert said == {True, False}


def differences(fence: sources.Fence, block, transcript: str):
    """What the block on the page shows that is not the fence's snippet."""
    content = (SNIPPETS / fence.snippet).read_bytes()
    source, output = block.select_one(".snippet__source"), block.select_one(".snippet__output")
    if bool(source) != ('show="output"' not in fence.options):
        yield f"expected the source unless show says otherwise, got {fence.options}"
    if bool(output) != ('show="source"' not in fence.options):
        yield f"expected the output unless show says otherwise, got {fence.options}"
    if source:
        if source["data-copy"].encode() != content:
            yield f"expected {fence.snippet} to be copied, got {source['data-copy']!r}"
        if bool(fence.compared_with) != bool(source.select(".change")):
            yield f"expected a change if the fence asks for one, got {fence.compared_with}"
        removed = {id(code) for line in source.select("del") for code in line.descendants}
        shown = "".join(text for code in source.select("code") for text in code.strings if id(text) not in removed)
        if shown.rstrip("\n").encode() != content.rstrip(b"\n"):
            yield f"expected {fence.snippet} to be shown, got {shown!r}"
    if output and transcript_of(output).rstrip("\n") != transcript.rstrip("\n"):
        yield f"expected the transcript {transcript!r}, got {transcript_of(output)!r}"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, None),
        ({"copied": "other"}, "to be copied"),
        ({"copied": "no newline at the end"}, "to be copied"),
        ({"shown": "other"}, "to be shown"),
        ({"printed": "other"}, "expected the transcript"),
        ({"printed": None}, "expected the output"),
    ],
)
def test_a_block_that_shows_something_else_is_found(changed, problem):
    name = all_snippets()[0]
    program = (SNIPPETS / name).read_text("utf-8")
    content = {"copied": program, "shown": program, "printed": "  1\n"} | changed
    if changed.get("copied"):
        content["copied"] = program.rstrip("\n")
    block = f'<div class="snippet__source" data-copy="{html.escape(content["copied"])}">'
    block += f"<code>{html.escape(content['shown'])}</code></div>"
    if content["printed"]:
        block += f'<div class="snippet__output"><code>{content["printed"]}</code></div>'
    fence = sources.Fence(1, "snippet", "", ((2, name),))
    problems = list(differences(fence, BeautifulSoup(block, "html.parser"), "  1\n"))
    assert [problem in found for found in problems] == [True] * bool(problem), problems


def test_no_page_shows_unrendered_markdown(documents):
    for name, document in documents.items():
        for element in document.find_all(["script", "style"]):
            assert 'place="' not in element.get_text(), name
        text = document.body.get_text()
        for mark in ("```", 'place="', "!!! ", "??? ", "=== "):
            assert mark not in text, f"{name} shows {mark}"


def test_ids_are_unique_in_each_page(documents):
    repeated = {
        name: [
            each
            for each, count in Counter(element["id"] for element in document.find_all(id=True)).items()
            if count > 1
        ]
        for name, document in documents.items()
    }
    assert {name: ids for name, ids in repeated.items() if ids} == {}


def test_every_page_is_in_the_one_sitemap_in_each_language(site):
    assert [path.relative_to(site).as_posix() for path in site.rglob("sitemap*")] != []
    assert {path.relative_to(site).as_posix() for path in site.rglob("sitemap*")} == {"sitemap.xml", "sitemap.xml.gz"}
    sitemap = site / "sitemap.xml"
    listed = re.findall(r"<loc>(.*?)</loc>", sitemap.read_text("utf-8"))
    assert sorted(listed) == sorted(
        SITE_URL + page_url(language, path) for language in LANGUAGES for path in all_pages(language)
    )
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == sitemap.read_bytes()


def test_the_404_page_switches_to_each_language_s_home(site, documents):
    assert [path.relative_to(site).as_posix() for path in site.rglob("404.html")] == ["404.html"]
    switch = {link["hreflang"]: link["href"] for link in documents["404.html"].select(".md-header a[hreflang]")}
    assert switch == {language: SITE_PATH + home for language, home in HOMES.items()}


def test_each_page_names_its_language_and_its_twin(documents):
    for language in LANGUAGES:
        for path in all_pages(language):
            document = document_of(documents, language, path)
            assert document.html["lang"] == language
            base = SITE_URL + page_url(language, path)
            switch = {
                link["hreflang"]: urljoin(base, link["href"]) for link in document.select(".md-header a[hreflang]")
            }
            assert switch == {each: SITE_URL + page_url(each, path) for each in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_beside_each_heading_is_titled_in_the_language(documents, language):
    for path in all_pages(language):
        titles = {link["title"] for link in document_of(documents, language, path).select("a.headerlink")}
        assert titles == {BLOCKS[language]["extra"]["permalink"]}, path


def machine_paths(site: Path) -> list[str]:
    """Folders of this machine that a build could let slip."""
    return [str(ROOT), sys.prefix, sys.base_prefix + os.sep + "lib", str(Path.home()) + os.sep, str(site)]


def paths_in(files: dict[str, bytes], paths: list[str]) -> list[str]:
    """The files that hold one of the paths, and which."""
    found = []
    for name, content in files.items():
        content = gzip.decompress(content) if name.endswith(".gz") else content
        found += [f"{name} holds {path}" for path in paths if path.encode() in content]
    return found


def test_no_file_holds_a_path_of_this_machine(site):
    assert paths_in(files_below(site), machine_paths(site)) == []


def test_a_path_of_this_machine_is_found(tmp_path):
    leak = f'File "{ROOT}/snippets/a.py", line 1'.encode()
    assert paths_in({"a.html": leak}, machine_paths(tmp_path)) == [f"a.html holds {ROOT}"]
    assert paths_in({"a.xml.gz": gzip.compress(leak)}, machine_paths(tmp_path)) == [f"a.xml.gz holds {ROOT}"]


def test_only_what_the_pages_need_is_there(site):
    files = files_below(site)
    names = [name for name in files if "pyodide" in name or "_markdown_exec_" in name]
    named = [name for name, content in files.items() if b"pyodide" in content or b"_markdown_exec_" in content]
    assert names + named == []
