"""Which pages hang on the files that changed, and how those of one language are built anew."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from serving import refreshing
from serving.refreshing import Site, refresh, told_elsewhere


@pytest.fixture
def root(tmp_path) -> Path:
    (tmp_path / "docs").mkdir()
    return tmp_path


class Page:
    """A page as MkDocs has it, of the first heading and front matter that it was built with."""

    def __init__(self, root: Path, name: str, text: str = "") -> None:
        path = root / "docs" / name
        path.write_text(text, "utf-8")
        self.file = SimpleNamespace(abs_src_path=str(path), page=self)
        self.toc = [SimpleNamespace(title="A page"), SimpleNamespace(title="A section")]
        self.meta = {"description": "as it was"}
        self.asked: list[object] = []

    def validate_anchor_links(self, *, files, log_level) -> None:
        self.asked.append((files, log_level))


class Files:
    """MkDocs' own, of these pages."""

    def __init__(self, *pages: Page) -> None:
        self._files = [page.file for page in pages]

    def documentation_pages(self) -> list:
        return self._files


def names(found: set[Path], root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in found}


@pytest.mark.parametrize(
    ("changed", "pages", "reasons"),
    [
        (["docs/a.md"], "a", ["docs/a.md"]),
        (["docs/a.md", "docs/b.md"], "ab", ["docs/a.md", "docs/b.md"]),
        (["snippets/why/loss.py"], "ac", ["snippets/why/loss.py"]),
        (["snippets/why/loss.txt"], "ac", ["snippets/why/loss.txt"]),
        (["docs/b.md", "snippets/why/loss.py"], "abc", ["docs/b.md", "snippets/why/loss.py"]),
        (["snippets/why/other.py", "docs/c.md"], "c", ["docs/c.md"]),
        (["snippets/why/other.py", "docs/gone.md", "mkdocs.yml", "why/loss.py"], "", []),
        ([], "", []),
    ],
)
def test_a_page_hangs_on_its_source_and_on_the_snippets_that_it_names(root, changed, pages, reasons):
    fence = "```snippet\nwhy/loss.py\n```\n"
    gone = Page(root, "gone.md", fence)
    Path(gone.file.abs_src_path).unlink()
    each = {"a": Page(root, "a.md", fence), "b": Page(root, "b.md", "何も"), "c": Page(root, "c.md", fence)}
    site = Site(Files(gone, *each.values()), None, None)
    found, why = site.hanging_on({root / name for name in changed}, root / "snippets")
    assert found == [each[name] for name in pages]
    assert names(why, root) == set(reasons)


class Building:
    """MkDocs' functions and the language plugin, which keep what they are asked for."""

    def __init__(self, root: Path, monkeypatch) -> None:
        self.pages = [Page(root, f"{name}.md") for name in "abc"]
        self.site = Site(Files(*self.pages), "nav", "env")
        self.asked: list[object] = []
        self.becomes: dict[str, object] = {}  # what is read of the second page
        plugin = SimpleNamespace(current_language="en", reconfigure_mkdocs_config=self._reconfigure)
        links = SimpleNamespace(anchors="level")
        self.config = SimpleNamespace(plugins={"i18n": plugin}, validation=SimpleNamespace(links=links))
        monkeypatch.setattr(refreshing, "_populate_page", self._populate)
        monkeypatch.setattr(refreshing, "_build_page", self._build)

    def refresh(self) -> bool:
        return refresh(self.site, "zh", self.pages[:2], self.config, self._prepare)

    def _reconfigure(self, config) -> None:
        self.asked.append(("language", config.plugins["i18n"].current_language))

    def _prepare(self, config) -> None:
        assert config is self.config
        self.asked.append("prepare")

    def _populate(self, page, config, files) -> None:
        assert (config, files) == (self.config, self.site.files)
        self.asked.append(("populate", page))
        page.toc = [SimpleNamespace(title=heading.title) for heading in page.toc]
        page.meta = dict(page.meta)
        if page is self.pages[1]:
            vars(page).update(self.becomes)

    def _build(self, page, config, files, nav, env) -> None:
        assert (config, files, nav, env) == (self.config, self.site.files.documentation_pages(), "nav", "env")
        self.asked.append(("build", page))


@pytest.fixture
def building(root, monkeypatch) -> Building:
    return Building(root, monkeypatch)


def headings(*titles: str) -> dict[str, list]:
    return {"toc": [SimpleNamespace(title=title) for title in titles]}


@pytest.mark.parametrize("becomes", [{}, headings("A page", "Another section"), headings("A page")])
def test_all_pages_are_read_before_one_is_built_and_then_all_links_looked_at(building, becomes):
    building.becomes = becomes
    assert building.refresh() is True
    one, two, other = building.pages
    assert building.asked == [
        ("language", "zh"),
        "prepare",
        ("populate", one),
        ("populate", two),
        ("build", one),
        ("build", two),
    ]
    for page in (one, two, other):
        assert page.asked == [(building.site.files, "level")]


@pytest.mark.parametrize(
    "becomes",
    [
        headings("A new page", "A section"),
        headings("B", "A section"),
        headings(),
        {"meta": {}},
        {"meta": {"description": "as it is"}},
        {"meta": {"description": "as it was", "title": "x"}},
    ],
)
def test_where_other_pages_may_show_what_changed_none_is_built(building, becomes):
    building.becomes = becomes
    assert building.refresh() is False
    assert not [each for each in building.asked if each[0] == "build"]
    assert not any(page.asked for page in building.pages)


def test_what_is_told_of_a_page_elsewhere_stays_when_the_page_changes(root):
    page = Page(root, "a.md")
    before = told_elsewhere(page)
    page.meta["description"] = "as it is"
    assert before == (["A page"], {"description": "as it was"})
