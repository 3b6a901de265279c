"""What stands around the project: licences, forms, the changelog, what runs before a commit."""

from __future__ import annotations

import hashlib
import re
import subprocess
from datetime import date

import pytest
import yaml
from bs4 import BeautifulSoup
from PIL import Image

from project import ROOT

FORM = ROOT / ".github" / "ISSUE_TEMPLATE" / "page-did-not-help.yml"
ASKED = {"page": True, "page_torch": False, "torch": True, "shape": False, "traceback": True, "program": False}
CHINESE = re.compile("[一-鿿]")
LATIN = re.compile("[A-Za-z]{4}")
# Of the words, one space between two: the text as Creative Commons publishes it, however its lines are wrapped.
CC_BY = "1f5a529dc95849305307f0d6861169d8cae9e99807e4abcec68ef9ad19235652"


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def made(target: str, *settings: str) -> list[str]:
    """The commands that ``make`` would run for the target, and does not."""
    command = ["make", "--dry-run", "--always-make", "--no-print-directory", target, *settings]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_licence_of_the_pages_is_whole():
    text = read("LICENSE-docs")
    assert text.startswith("Attribution 4.0 International\n")
    assert re.findall(r"^Section (\d) -- ", text, re.M) == list("12345678")
    assert text.endswith("\nCreative Commons may be contacted at creativecommons.org.\n")
    assert hashlib.sha256(" ".join(text.split()).encode()).hexdigest() == CC_BY


def test_the_licence_of_the_code_is_whole():
    title, owner, *terms = read("LICENSE").split("\n\n")
    assert title == "MIT License"
    assert owner == "Copyright (c) 2026 The authors of Only for scalar outputs"
    assert [" ".join(term.split())[:40] for term in terms] == [
        "Permission is hereby granted, free of ch",
        "The above copyright notice and this perm",
        'THE SOFTWARE IS PROVIDED "AS IS", WITHOU',
    ]
    assert terms[-1].endswith("DEALINGS IN THE\nSOFTWARE.\n")


@pytest.mark.parametrize("name", ["README.md", "docs/en/about.md", "docs/zh/about.md"])
def test_it_is_said_which_licence_is_for_what(name):
    text = read(name)
    for words in ("MIT", "`LICENSE`", "CC BY 4.0", "`LICENSE-docs`"):
        assert words in text


def test_the_form_asks_for_what_an_answer_needs():
    form = yaml.safe_load(FORM.read_text("utf-8"))
    fields = {field["id"]: field for field in form["body"] if field["type"] != "markdown"}
    assert {name: field.get("validations", {}).get("required", False) for name, field in fields.items()} == ASKED
    assert {field["type"] for field in fields.values()} == {"input", "textarea"}
    texts = [form["name"], form["description"], form["body"][0]["attributes"]["value"]]
    for field in fields.values():
        texts += [field["attributes"]["label"], field["attributes"]["description"]]
    for text in texts:
        assert CHINESE.search(text), text
        assert LATIN.search(text), text


def test_other_errors_are_led_elsewhere():
    config = yaml.safe_load(FORM.with_name("config.yml").read_text("utf-8"))
    assert config["blank_issues_enabled"] is True
    for link in config["contact_links"]:
        assert set(link) == {"name", "url", "about"}
        assert link["url"].startswith("https://")
        assert CHINESE.search(link["name"] + link["about"])


def test_before_a_commit_runs_what_make_lint_runs():
    (repository,) = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        assert hook["language"] == "system"
        assert not hook["pass_filenames"]
    linted = [line for line in made("lint") if "ruff" in line]
    assert [hook["entry"] for hook in repository["hooks"]] == linted


def test_the_readme_shows_the_error_page_in_both_schemes():
    picture = BeautifulSoup(read("README.md"), "html.parser").picture
    assert picture.source["media"] == "(prefers-color-scheme: dark)"
    assert picture.img["alt"]
    sizes = set()
    for path, light in ((picture.img["src"], True), (picture.source["srcset"], False)):
        assert (ROOT / path).stat().st_size < 200_000
        with Image.open(ROOT / path) as image:
            sizes.add(image.size)
            assert (image.convert("L").getpixel((5, image.height - 5)) > 128) == light
    ((width, _),) = sizes
    assert picture.img["width"] == str(width)


def test_the_citation_names_no_invented_person():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["authors"] == [{"name": "The authors of Only for scalar outputs"}]
    assert citation["title"] == "Only for scalar outputs"
    assert citation["type"] == "software"
    assert citation["license"] == "MIT"
    assert "CC-BY-4.0" in citation["message"]


def test_the_days_of_the_changelog_are_days_of_commits():
    days = re.findall(r"^## (\S+)$", read("CHANGELOG.md"), re.M)
    assert days.pop(0) == "[Unreleased]"
    assert days == sorted(days, reverse=True, key=date.fromisoformat)
    shallow = ["git", "rev-parse", "--is-shallow-repository"]
    if subprocess.run(shallow, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() != "false":
        pytest.skip("no whole history here")
    log = ["git", "log", "--format=%ad", "--date=short"]
    assert set(days) <= set(subprocess.run(log, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())
