"""What readers take with them is what was tested."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urljoin

import nbformat
import pytest
from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import yaml_load
from nbformat import v4

import sources
from built import LINK, links_of_class, outputs_on
from pages.contents import Contents
from project import (
    HANGING,
    LANGUAGES,
    ROOT,
    SITE_URL,
    SNIPPETS,
    all_pages,
    all_snippets,
    files_below,
    page_url,
    recorded_snippets,
)
from publishing.downloads import check_published_on, link_downloads
from publishing.explain import NAME, explain_file
from running.environments import environment_of
from running.records import read_record
from running.runner import environment

PROGRAMS = "snippets/"
LABELS = {"en": "Download", "zh": "下载"}


def test_every_program_is_there_once_and_as_it_was_tested(site):
    programs = {name: content for name, content in files_below(site).items() if name.endswith(".py")}
    names = [*all_snippets(), *recorded_snippets()]
    tool = {NAME: explain_file(SITE_URL).encode()}
    assert programs == {PROGRAMS + name: (SNIPPETS / name).read_bytes() for name in names} | tool


def faulty_links(source: sources.Page, document: str, url: str, label: str) -> list[str]:
    """What is wrong with the links to the programs of a page, which lies at ``url`` below the site's address."""
    expected = [fence.snippet for fence in source.snippets if 'show="output"' not in fence.options]
    links = links_of_class(document, "snippet__download")
    if len(links) != len(expected):
        return [f"{source.name}: expected {len(expected)} programs with a link each, got {len(links)}"]
    problems = []
    for name, link in zip(expected, links, strict=True):
        if urljoin(f"/{url}", link["href"]) != f"/{PROGRAMS}{name}" or not link.has_attr("download"):
            problems.append(f"{source.name}: expected a link to download {name}, got {link}")
        if (link.get_text(), link["aria-label"]) != (label, f"{label} {name}"):
            problems.append(f"{source.name}: expected the words {label!r} and {name!r}, got {link}")
    return problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_program_on_a_page_can_be_downloaded(site, language):
    for path in all_pages(language):
        url = page_url(language, path)
        document = (site / url / "index.html").read_text("utf-8")
        assert faulty_links(sources.read_page(language, path), document, url, LABELS[language]) == []


PROGRAM_LINK = (
    '<a class="snippet__download" href="../snippets/why/a.py" aria-label="Download why/a.py" download>Download</a>'
)


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        (PROGRAM_LINK, None),
        ("", "with a link each"),
        (PROGRAM_LINK.replace(" download>", ">"), "a link to download why/a.py"),
        (PROGRAM_LINK.replace("../", ""), "a link to download why/a.py"),
        (PROGRAM_LINK.replace("snippets/why/a.py", "snippets/why/b.py"), "a link to download why/a.py"),
        (PROGRAM_LINK.replace(">Download", ">下载"), "the words"),
        (PROGRAM_LINK.replace('"Download why/a.py', '"Download'), "the words"),
    ],
)
def test_a_faulty_link_to_a_program_is_found(link, problem):
    source = sources.parse("why.md", "```snippet\nwhy/a.py\n```\n")
    problems = faulty_links(source, link, "why/", "Download")
    assert [problem in found for found in problems] == [True] * bool(problem), problems


RECIPES = "recipes.md"


def beside(language: str, path: str, suffix: str) -> str:
    """Where the file that a page can be taken as lies, below the site's root."""
    return f"{page_url(language, path)}{Path(path).stem}{suffix}"


def programs_of(language: str, path: str) -> list[str]:
    """The snippets of a page, each once."""
    return list(dict.fromkeys(fence.snippet for fence in sources.read_page(language, path).snippets))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_zip_holds_the_recipes_as_tested_and_the_page(site, language):
    with zipfile.ZipFile(site / beside(language, RECIPES, ".zip")) as file:
        content = {name: file.read(name) for name in file.namelist()}
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    readme = content.pop("recipes/README.md").decode()
    names = programs_of(language, RECIPES)
    assert content == {f"recipes/{name}": (SNIPPETS / name).read_bytes() for name in names}
    (heading,) = [line for _, line in sources.read_page(language, RECIPES).prose if line.startswith("# ")]
    assert readme.startswith(heading.partition(" {")[0] + "\n")
    for name in names:
        assert (SNIPPETS / name).read_text("utf-8") in readme
    targets = [match["target"] for match in LINK.finditer(readme)]
    assert targets
    assert all(target.startswith(SITE_URL) for target in targets)


def test_only_the_recipes_have_a_zip(site):
    zips = [name for name in files_below(site) if name.endswith(".zip")]
    assert sorted(zips) == sorted(beside(language, RECIPES, ".zip") for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_offers_what_it_can_be_taken_as(site, language):
    for path in all_pages(language):
        folder = site / page_url(language, path)
        links = links_of_class((folder / "index.html").read_text("utf-8"), "downloads")
        stem = Path(path).stem
        expected = [f"{stem}.ipynb"] if programs_of(language, path) else []
        expected += [f"{stem}.zip"] if path == RECIPES else []
        expected += ["index.html.md"]
        assert [link["href"] for link in links] == expected, path
        assert [link.has_attr("download") for link in links] == [not name.endswith(".md") for name in expected]
        for name in expected:
            assert (folder / name).is_file()
        assert len({link.get_text() for link in links}) == len(links)


def page_links(language: str, published_on: str) -> list[tuple[str, str]]:
    """The kinds and addresses of what a page of the project offers in a language."""
    options = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    (i18n,) = [plugin["i18n"] for plugin in options["plugins"] if "i18n" in plugin]
    (translated,) = [each.get("extra", {}) for each in i18n["languages"] if each["locale"] == language]
    config = SimpleNamespace(extra={**options["extra"], **translated, "published_on": published_on})
    file = SimpleNamespace(src_uri="a/b.md", dest_uri="a/b/index.html", name="b")
    page = SimpleNamespace(url="a/b/", meta={}, file=file)
    contents = Contents()
    contents.add(language, page, '```snippet place="x:1"\nb/c.py\n```\n')
    context = {}
    check_published_on(config)
    link_downloads(context, page, config, contents)
    return [(kind, address) for _, address, kind in context["page_links"]]


def test_where_the_notebooks_are_published_they_open_in_colab():
    address = "https://colab.research.google.com/github/owner/name/blob/pages/a/b/b.ipynb"
    links = {each: page_links(each, "https://github.com/owner/name/blob/pages") for each in LANGUAGES}
    notebook, markdown, colab = ("notebook", "b.ipynb"), ("markdown", "index.html.md"), ("colab", address)
    assert links == {"en": [colab, notebook, markdown], "zh": [notebook, markdown, colab]}
    assert {each: page_links(each, "") for each in LANGUAGES} == {each: [notebook, markdown] for each in LANGUAGES}


@pytest.mark.parametrize("given", ["owner/name", "https://github.com/owner/name", "https://example.org/a/blob/b"])
def test_an_address_that_colab_cannot_open_stops_the_build(given):
    with pytest.raises(PluginError) as stopped:
        page_links("en", given)
    expected = "expected PUBLISHED_ON to be https://github.com/OWNER/NAME/blob/BRANCH"
    assert str(stopped.value) == f"{expected}\ngot      {given}"


def stored(cell) -> tuple[str, str | None]:
    """What the outputs of a cell hold: text, and the exception that ended it."""
    text, error = "", None
    for output in cell.outputs:
        if output.output_type == "error":
            error = f"{output.ename}: {output.evalue}"
        else:
            text += output.text
    return text, error


def shown_by(cell) -> str:
    """The outputs of a cell as one text, as a page shows it."""
    traces = ["\n".join(output.traceback) for output in cell.outputs if output.output_type == "error"]
    return stored(cell)[0] + "".join(traces)


def read_notebooks(site: Path, language: str) -> dict[str, nbformat.NotebookNode]:
    """The notebook of every page that has one, by the page's path."""
    paths = [path for path in all_pages(language) if programs_of(language, path)]
    return {path: nbformat.read(site / beside(language, path, ".ipynb"), as_version=4) for path in paths}


def code_cells(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_notebook_holds_the_programs_of_its_page_and_what_they_printed(site, language):
    notebooks = read_notebooks(site, language)
    assert len(notebooks) > 20
    for path, notebook in notebooks.items():
        nbformat.validate(notebook)
        document = (site / page_url(language, path) / "index.html").read_text("utf-8")
        fences = [fence for fence in sources.read_page(language, path).snippets if 'show="source"' not in fence.options]
        names = [fence.snippet for fence in fences]
        transcripts = dict(zip(names, outputs_on(document), strict=True))
        cells = iter(code_cells(notebook))
        texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
        for name in programs_of(language, path):
            program = (SNIPPETS / name).read_text("utf-8").rstrip("\n")
            if environment_of(name):  # text, with the label that tells it from what this kernel would print
                (text,) = [text for text in texts if f"\n{program}\n```" in text]
                assert read_record(ROOT, name).date in text
                assert name not in transcripts or transcripts[name] in text
                continue
            cell = next(cells)
            if cell.source.startswith("%%writefile"):
                assert cell.source == f"%%writefile {Path(name).name}\n{program}"
                cell = next(cells)
                assert cell.source.endswith(f" {Path(name).name}")
            else:
                assert cell.source == program
            if name in transcripts:
                assert shown_by(cell).rstrip("\n") == transcripts[name]
        assert next(cells, None) is None


@pytest.fixture(scope="module")
def executed(site, tmp_path_factory) -> dict[str, list]:
    """What each code cell of each notebook in the first language does when it is run, by the page's path."""
    paths = [path for path in all_pages(LANGUAGES[0]) if programs_of(LANGUAGES[0], path)]
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("notebook_runner.py")],
        input=json.dumps([str(site / beside(LANGUAGES[0], path, ".ipynb")) for path in paths]),
        env={**environment(), "IPYTHONDIR": str(tmp_path_factory.mktemp("ipython"))},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=HANGING,
    )
    return dict(zip(paths, json.loads(done.stdout), strict=True))


def differences(cells: list, outcomes: list) -> list[str]:
    """Cells that do something else than their stored outputs say."""
    return [
        f"cell {number}, {cell.source[:40]!r}…: expected {stored(cell)}, got {tuple(outcome)}"
        for number, (cell, outcome) in enumerate(zip(cells, outcomes, strict=True), start=1)
        if stored(cell) != tuple(outcome)
    ]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the notebooks are run in forked processes")
def test_the_cells_of_a_notebook_do_what_is_stored_in_it(site, executed):
    problems = [
        f"{path}: {problem} (see notebook_files in mkdocs.yml)"
        for path, notebook in read_notebooks(site, LANGUAGES[0]).items()
        for problem in differences(code_cells(notebook), executed[path])
    ]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


def test_the_cells_are_the_same_in_every_language(site):
    first, *others = [
        {path: code_cells(notebook) for path, notebook in read_notebooks(site, language).items()}
        for language in LANGUAGES
    ]
    for other in others:
        for path, cells in first.items():
            assert [(cell.source, cell.outputs) for cell in cells] == [
                (cell.source, cell.outputs) for cell in other[path]
            ]


@pytest.mark.parametrize(
    ("outcome", "same"),
    [
        (("1\n", "RuntimeError: only\nscalar"), True),
        (("2\n", "RuntimeError: only\nscalar"), False),
        (("1\n", "RuntimeError: only"), False),
        (("1\n", None), False),
    ],
)
def test_a_cell_that_does_something_else_is_found(outcome, same):
    error = v4.new_output("error", ename="RuntimeError", evalue="only\nscalar", traceback=[])
    cell = v4.new_code_cell("print(1)", outputs=[v4.new_output("stream", text="1\n"), error])
    assert bool(differences([cell], [list(outcome)])) != same
