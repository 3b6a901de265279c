"""Pictures are drawn from what a snippet printed, say the same in words, and fit on a phone."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from bs4 import BeautifulSoup

import sources
from drawing import pictures, plot
from drawing.data import Undrawable
from drawing.svg import told
from programs import run_snippet
from project import BLOCKS, LANGUAGES, all_pages, page_url

WORDS = {
    "described": "{title}. {sentences}",
    "receives": "{node} receives {gradient}.",
    "passes": "{node}: {gradient} to {to}.",
    "product": "{v} J {jacobian} = {product}",
    "series": "{series}: {first}–{last} ({y}), {start}–{end} ({x})",
    "leaf": "{node} {gradient}.",
    "empty": "A number is missing.",
}
NODES = [
    {"node": "z", "operation": "MulBackward0", "shape": [2], "gradient": [1.0, -0.5],
     "passes": [{"to": "y", "gradient": [2.0, 3.0]}, {"to": "x", "gradient": 4.0}, {"to": "x", "gradient": 5.0}]},
    {"node": "y", "operation": "PowBackward0", "shape": [], "gradient": 7.0, "passes": [{"to": "x", "gradient": 6.0}]},
    {"node": "x", "operation": "torch::autograd::AccumulateGrad", "shape": [], "gradient": 15.0, "passes": []},
]  # fmt: skip


def lines(*data: dict) -> str:
    return "".join(json.dumps(each) + "\n" for each in data)


def draw(kind: str, *data: dict, captions: str = "title: A title") -> BeautifulSoup:
    return BeautifulSoup(pictures.figure(kind, captions, WORDS, lines(*data)), "html.parser")


def texts(element) -> list[str]:
    return [text.get_text() for text in element.find_all("text")]


def test_a_graph_shows_each_node_and_what_it_passes():
    (svg,) = draw("graph", *NODES).find_all("svg")
    boxes = ["z (2,)", "MulBackward0", "y ()", "PowBackward0", "x ()", "AccumulateGrad"]
    edges = ["1", "−0.5", "2", "3", "4 + 5", "6", "x.grad =", "15"]
    assert sorted(texts(svg)) == sorted(boxes + edges)


def test_a_graph_is_said_in_words():
    document = draw("graph", *NODES)
    assert document.svg["role"] == "img"
    assert document.svg["aria-label"] == (
        "A title. z receives [1, −0.5]. z: [2, 3] to y. z: 4 to x. z: 5 to x. y: 6 to x. x 15."
    )
    assert document.figcaption.get_text() == "A title"


@pytest.mark.parametrize(("sentences", "text"), [(["x.", "y."], "x. y."), (["x。", "y。"], "x。y。")])
def test_sentences_are_told_as_the_language_does(sentences, text):
    assert told(sentences) == text


@pytest.mark.parametrize("nodes", [[NODES[0], NODES[2], NODES[1]], NODES[:2]])
def test_a_graph_that_is_not_from_the_output_down_is_refused(nodes):
    with pytest.raises(Undrawable, match="expected x below"):
        draw("graph", *nodes)


MATRIX = [
    {"outputs": ["y[0]", "y[1]"]},
    {"inputs": {"x": [], "p": [2]}},
    {"jacobian": [[1.0, 2.0, 3.0], [4.0, -5.0, 6.5]]},
    {"vector": "ones", "v": [1.0, 1.0], "product": [5.0, -3.0, 9.5]},
    {"vector": "second", "v": [0.0, 1.0], "product": [4.0, -5.0, 6.5]},
]


def test_a_product_shows_the_vector_the_matrix_and_what_came():
    document = draw("product", *MATRIX, captions="title: A title\nones: Ones\nsecond: One row")
    ones, second = document.find_all("svg")
    matrix = ["1", "2", "3", "4", "−5", "6.5"]
    around = ["v", "x", "p", "·", "·", "vᵀJ ="]
    assert sorted(texts(ones)) == sorted([*matrix, *around, "1", "1", "5", "−3", "9.5"])
    assert sorted(texts(second)) == sorted([*matrix, *around, "0", "1", "4", "−5", "6.5"])
    assert [text.get_text() for text in second.select(".value--off")] == ["0", "·", "1", "2", "3"]
    assert second["aria-label"] == "One row. [0, 1] J [[1, 2, 3], [4, −5, 6.5]] = [4, −5, 6.5]"
    assert [p.get_text() for p in document.find_all("p")] == ["Ones", "One row"]


def test_the_explorer_has_the_numbers_that_were_printed():
    document = draw("explorer", *MATRIX, captions="title: A title\nform: Weights\nones: Ones\nsecond: One row")
    cells = [[cell.get_text(" ") for cell in row.find_all(["td", "th"])] for row in document.find_all("tr")]
    assert cells == [
        ["v", "x.grad", "p.grad"],
        ["Ones [1, 1]", "5", "[−3, 9.5]"],
        ["One row [0, 1]", "4", "[−5, 6.5]"],
    ]
    assert json.loads(document.form["data-jacobian"]) == MATRIX[2]["jacobian"]
    assert json.loads(document.form["data-inputs"]) == MATRIX[1]["inputs"]
    assert [json.loads(button["data-v"]) for button in document.find_all("button")] == [[1, 1], [0, 1]]
    labels = [(label.get_text(strip=True), label.input["value"]) for label in document.find_all("label")]
    assert labels == [("y[0]", "1"), ("y[1]", "1")]
    assert document.legend.get_text() == "Weights"
    assert document.form["data-empty"] == WORDS["empty"]


LINES = [
    {"x": "linear", "y": "log"},
    {"series": "flat", "x": [0, 4, 11], "y": [0.02, 0.02, 0.02]},
    {"series": "steep", "x": [0, 11], "y": [0.02, 1e12]},
]


def test_a_plot_shows_its_lines_its_axes_and_their_names():
    document = draw("plot", *LINES, captions="title: A title\nx: step\ny: loss")
    along, up = ["0", "2", "4", "6", "8", "10"], ["1", "1000", "1e+06", "1e+09", "1e+12"]
    assert sorted(texts(document)) == sorted([*along, *up, "flat", "steep", "step", "loss"])
    flat, steep = (read_path(document.select_one(f".series--{i}")["d"]) for i in (0, 1))
    ((_, floor), *_), (_, ceiling) = steep, (0, 0)
    assert steep == [(0, floor), (plot.WIDTH, ceiling)]
    assert flat == [(0, floor), (pytest.approx(plot.WIDTH * 4 / 11, abs=0.1), floor), (plot.WIDTH, floor)]
    assert (
        document.svg["aria-label"]
        == "A title. flat: 0.02–0.02 (loss), 0–11 (step) steep: 0.02–1e+12 (loss), 0–11 (step)"
    )


def read_path(path: str) -> list[tuple[float, ...]]:
    return [tuple(map(float, point.split())) for point in path.removeprefix("M").split("L")]


@pytest.mark.parametrize(
    ("scale", "values", "expected"),
    [
        ("linear", [0, 19], {"0": 0, "5": 5 / 19, "10": 10 / 19, "15": 15 / 19}),
        (
            "linear",
            [-0.5, 0.5],
            {"−0.6": 0, "−0.4": 2 / 11, "−0.2": 4 / 11, "0": 6 / 11, "0.2": 8 / 11, "0.4": 10 / 11},
        ),
        ("log", [2, 1000], {"1": 0, "10": 1 / 3, "100": 2 / 3, "1000": 1}),
        ("log", [0.02, 1e12], {"1": 2 / 14, "1000": 5 / 14, "1e+06": 8 / 14, "1e+09": 11 / 14, "1e+12": 1}),
    ],
)
def test_an_axis_has_round_numbers_where_they_belong(scale, values, expected):
    place, ticks = plot.axis(scale, values, 1)
    assert dict(ticks) == pytest.approx(expected)
    assert place(values[-1]) == pytest.approx(1)


def test_a_vector_without_a_caption_is_refused():
    with pytest.raises(Undrawable, match='"second: …"'):
        draw("product", *MATRIX, captions="title: A title\nones: Ones")


@pytest.mark.parametrize("captions", ["", "title:", "title", "titel: A title", "title: A title\nother: B"])
def test_other_captions_than_the_picture_has_are_refused(captions):
    with pytest.raises(Undrawable, match='expected "title: …"'):
        draw("graph", *NODES, captions=captions)


def test_what_is_no_json_is_refused():
    with pytest.raises(Undrawable, match="expected a line of JSON"):
        pictures.figure("graph", "title: A title", WORDS, "tensor(1.)\n")


# On the pages


def drawn(language: str, path: str) -> list[sources.Fence]:
    return [fence for fence in sources.read_page(language, path).snippets if "draw=" in fence.options]


PAGES = [path for path in all_pages(LANGUAGES[0]) if drawn(LANGUAGES[0], path)]


@cache
def figures(site, language, path):
    document = BeautifulSoup((site / page_url(language, path) / "index.html").read_text("utf-8"), "html.parser")
    return document.select(".picture")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_its_pictures_with_their_programs(site, language, path):
    found = figures(site, language, path)
    assert len(found) == len(drawn(language, path))
    for fence, figure in zip(drawn(language, path), found, strict=True):
        assert figure.figure
        assert all(svg["aria-label"] for svg in figure.find_all("svg"))
        assert figure.figcaption.get_text() in "\n".join(text for _, text in fence.body)
        assert figure.select_one("details .snippet__source")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_shows_the_same_numbers_under_its_own_words(site, language, path):
    for figure, twin in zip(figures(site, LANGUAGES[0], path), figures(site, language, path), strict=True):
        assert numbers(figure) == numbers(twin)
        assert all(svg["aria-label"] != other["aria-label"] for svg, other in zip(*svgs(figure, twin), strict=True))
        assert figure.figcaption.get_text() != twin.figcaption.get_text()


def svgs(*figures):
    return [figure.find_all("svg") for figure in figures]


def numbers(figure) -> list[str]:
    """The numbers in the picture, and those that a script reads."""
    forms = [form["data-jacobian"] for form in figure.find_all("form")]
    found = [text for text in texts(figure) if re.fullmatch(r"[\d.,+−e ]+", text)]
    assert found + forms
    return found + forms


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_graph_on_a_page_shows_what_its_snippet_saw(site, language, path):
    for fence, figure in zip(drawn(language, path), figures(site, language, path), strict=True):
        if 'draw="graph"' not in fence.options:
            continue
        nodes = [json.loads(line) for line in run_snippet(fence.snippet).transcript.splitlines()]
        shown = texts(figure.svg)
        for node in nodes:
            assert any(text.startswith(f"{node['node']} (") for text in shown)
            assert node["operation"].rpartition("::")[2] in shown
        assert len(figure.select("svg .head")) == len({(a["node"], b["to"]) for a in nodes for b in a["passes"]}) + 1


def test_every_sentence_of_a_picture_says_the_same_in_every_language():
    ours, *others = (block["extra"]["picture_words"] for block in BLOCKS.values())
    for theirs in others:
        assert {name: fields(text) for name, text in theirs.items()} == {
            name: fields(text) for name, text in ours.items()
        }
        assert not set(ours.values()) & set(theirs.values())


def fields(sentence: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", sentence))
