"""The explorer of why.md in a browser: what it shows is what torch computes, for a mouse, a keyboard, and no script."""

from __future__ import annotations

import json

import pytest

from browsing import watched
from programs import run_program
from project import BLOCKS, page_url

PAGE = "why.md"
ONES = [[1.0, 1.0], [1.0, 1.0]]

# The example of why.md, for every combination of a few weights.
GRID = """
import itertools, json, torch
x = torch.tensor(3.0, requires_grad=True)
p = torch.ones(2, 2, requires_grad=True)
for v in itertools.product([1.0, 0.0, -0.25, 1e3], repeat=4):
    z = 2 * x * x + 2 * p * p
    x_grad, p_grad = torch.autograd.grad(z, (x, p), grad_outputs=torch.tensor(v).reshape(2, 2))
    seed = f"z.backward(gradient=torch.tensor({torch.tensor(v).reshape(2, 2).tolist()}))"
    print(json.dumps([v, seed, f"x.grad = {json.dumps(x_grad.item())}", f"p.grad = {json.dumps(p_grad.tolist())}"]))
"""


def explorer(page):
    """The fields of the form and the function that reads its result."""
    form = page.locator("form.explorer")
    return form.get_by_role("spinbutton").all(), form.locator("output code").all_inner_texts


def test_the_explorer_gives_what_torch_gives(page, tmp_path):
    (tmp_path / "grid.py").write_text(GRID)
    grid = [json.loads(line) for line in run_program(tmp_path / "grid.py").transcript.splitlines()]
    assert len(grid) == 256
    page.goto(page_url("en", PAGE))
    type_each = """(form, grid) => grid.map(([v]) => {
        form.querySelectorAll("input").forEach((field, i) => { field.value = v[i] })
        form.dispatchEvent(new Event("input"))
        return [...form.querySelectorAll("output code")].map(line => line.textContent)
    })"""
    results = page.locator("form.explorer").evaluate(type_each, grid)
    for (v, seed, *expected), (written, *shown) in zip(grid, results, strict=True):
        assert written == seed
        assert list(map(read_gradient, shown)) == list(map(read_gradient, expected)), v


def read_gradient(text: str):
    name, _, value = text.partition(" = ")
    return name, json.loads(value)


def test_the_explorer_works_from_the_keyboard(page):
    page.goto(page_url("en", PAGE))
    fields, result = explorer(page)
    assert result() == [f"z.backward(gradient=torch.tensor({ONES}))", "x.grad = 48", "p.grad = [[4, 4], [4, 4]]"]
    form = page.locator("form.explorer")
    assert all(form.get_by_label(name, exact=True).count() == 1 for name in ("z[0, 0]", "z[1, 1]"))
    fields[0].focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("-0.5")
    assert result()[1:] == ["x.grad = 30", "p.grad = [[-2, 4], [4, 4]]"]
    page.keyboard.press("Enter")
    for _ in range(6):  # past the other fields, to the last button
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert result()[1:] == ["x.grad = 12", "p.grad = [[4, 0], [0, 0]]"]
    fields[1].fill("1e308")
    assert result()[1] == "x.grad = inf", "as torch would say"
    fields[1].fill("")
    assert result() == []
    assert page.locator("form.explorer output").inner_text() == BLOCKS["en"]["extra"]["picture_words"]["empty"]


@pytest.mark.parametrize("folder", ["", "zh/"])
def test_the_explorer_works_from_a_file(browser, site_of_files, folder):
    with watched(browser, f"{site_of_files.as_uri()}/") as (page, problems):
        page.goto(f"{folder}why.html")
        fields, result = explorer(page)
        fields[3].fill("0")
        assert result()[1:] == ["x.grad = 36", "p.grad = [[4, 4], [4, 0]]"]
        assert problems == []


def test_without_scripts_the_explorer_is_a_table(browser, address):
    with watched(browser, address, java_script_enabled=False) as (page, problems):
        page.goto(page_url("en", PAGE))
        figure = page.locator(".picture--explorer figure")
        assert not figure.locator("form").is_visible()
        rows = [row.inner_text().split("\t") for row in figure.locator("tbody tr").all()]
        assert ["one-hot\n[1, 0, 0, 0]", "12", "[[4, 0], [0, 0]]"] in rows
        assert problems == []
