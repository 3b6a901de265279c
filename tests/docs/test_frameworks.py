"""The page on other frameworks: what its table says, and each message that it quotes, is in a record."""

from __future__ import annotations

import re
from functools import cache

import pytest

from problems import fail_with
from project import DOCS, LANGUAGES, ROOT, SNIPPETS, recorded_snippets
from running.environments import environment_of
from running.promises import promised
from running.records import read_record
from sources import INLINE_CODE, Page, line_of, parse

PATH = "reference/frameworks.md"
RECORDED = "frameworks/"

# The programs of each row, below RECORDED: what their paths begin with. Those of PyTorch are live.
ROWS = {
    "JAX": "jax/",
    "MLX": "mlx/",
    "tinygrad": "jax/tinygrad-",
    "HIPS autograd": "jax/autograd-",
    "TensorFlow": "tensorflow/",
    "PaddlePaddle": "paddle/",
    "MindSpore": "mindspore/",
    "MXNet": "mxnet/",
    "PyTorch": None,
}
COLUMNS = ("vector", "one-element", "tuple", "complex", "seed")
LIVE = ("index/error.py", "rule/one-element.py", "rule/tuple.py", "rule/complex.py", "index/weights.py")

# What a cell says, and the numbers that its program prints last. All programs have the same data.
PRINTS = {
    ("vector", "en", "the sum's gradient"): [32, 40],
    ("vector", "zh", "总和的梯度"): [32, 40],
    ("one-element", "en", "the gradient"): [2, 4],
    ("one-element", "zh", "这个元素的梯度"): [2, 4],
    ("tuple", "en", "adds them up"): [24, 30],
    ("tuple", "zh", "全部相加"): [24, 30],
    ("complex", "en", "the real part's"): [16, 20],
    ("complex", "zh", "实部的梯度"): [16, 20],
}
WEIGHTED = [100, 120]
MISLEADING = {"tuple", "complex"}  # where what is printed is not what was asked for
RAISES = {"en": "raises", "zh": "抛出"}
NONE = "—"

# Quoted without a record: read in a source, and said so on the page. The last is the site's own, and live.
READ = {
    "To get the gradient, reduce the output to a scalar with output.sum(), or use jax.jacobian to differentiate a"
    " function with a non-scalar output.",
    "Output is an array, so the gradient is not defined. Perhaps you wanted jacobian.",
    "Grad can be implicitly created only for scalar outputs",
    "Gradient can only be implicitly created for scalar outputs",
    "GradOperation failed in backward",
    "The given sens gradient's size should be same as out of network!",
    "is not currently supported on the NPU backend",
    "has been ready before",
    "No grad node corresponding to grad Tensor",
    "grad can be implicitly created only for scalar outputs",
}

CELL = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<link>[^)]*)\)")
CODE = re.compile(r"`([^`]*)`")
WORD = re.compile(r"[A-Za-z]{2,}")
NUMBERS = re.compile(r"-?\d+(?:\.\d*)?")
TENSOR = re.compile(r"\[\s*(?P<numbers>-?\d[\d.]*\s*,?\s+-?\d[\d.]*)\s*\]")


@cache
def transcripts() -> dict[str, str]:
    """The transcript of each record of this page, by its path below RECORDED."""
    paths = [path for path in recorded_snippets() if path.startswith(RECORDED)]
    return {path.removeprefix(RECORDED): read_record(ROOT, path).transcript for path in paths}


def page_of(language: str) -> Page:
    return parse(f"docs/{language}/{PATH}", (DOCS / language / PATH).read_text("utf-8"))


def table(page: Page) -> list[tuple[int, list[str]]]:
    """The rows of the page's first table, each with its line: the cells."""
    rows = []
    for number, line in page.prose:
        if number >= page.body and line.startswith("|"):
            rows.append((number, [cell.strip() for cell in line.strip("|").split("|")]))
        elif rows:
            break
    return rows[2:]


def last_numbers(transcript: str) -> list[float] | None:
    """The numbers of the last tensor of two elements that was printed."""
    found = list(TENSOR.finditer(transcript))
    return [float(number) for number in NUMBERS.findall(found[-1]["numbers"])] if found else None


def wrong_cells(page: Page, language: str) -> list[str]:
    """What the table says and no record shows."""
    problems = []
    rows = table(page)
    if [cells[0] for _, cells in rows] != list(ROWS):
        problems.append(f"{page.name}: expected a table with the rows {', '.join(ROWS)}")
    for number, (framework, *cells) in rows:
        for column, live, cell in zip(COLUMNS, LIVE, cells, strict=True):
            program = (RECORDED + ROWS[framework] + column + ".py") if ROWS.get(framework) else live
            if problem := wrong_cell(cell, program, column, language):
                problems.append(f"{page.name}:{number}: {framework}, {column}: {problem}")
    return problems


def wrong_cell(cell: str, program: str, column: str, language: str) -> str | None:
    """Why the cell is not what the program shows, if it is not."""
    if cell == NONE:
        return f"expected what {program} shows, got {NONE}" if (SNIPPETS / program).is_file() else None
    match = CELL.fullmatch(cell)
    if not match or not (SNIPPETS / program).is_file():
        return f"expected a link and the program {program}, got {cell}"
    source = (SNIPPETS / program).read_text("utf-8")
    promise = promised(source.encode())
    text = match["text"]
    if column == "seed":
        call = CODE.fullmatch(text)[1].partition("(")[0]
        right = call in source and (not environment_of(program) or printed(program) == WEIGHTED)
        return None if right else f"expected a call in {program} that gives {WEIGHTED}, got {text}"
    if text.startswith(RAISES[language]):
        error = CODE.search(text)[1]
        raised = promise.raises and promise.raises.error.partition(":")[0]
        shown = not environment_of(program) or f"\n{error}: " in transcripts()[program.removeprefix(RECORDED)]
        return None if raised == error and shown else f"expected {program} to raise {error}, got {raised}"
    if not environment_of(program):
        return None if promise.state == "right" else f"expected {program} to be right, got {promise.state}"
    expected = PRINTS.get((column, language, text))
    state = "wrong" if column in MISLEADING else "right"
    if expected is None or printed(program) != expected or promise.state != state:
        return f"expected {program} to print {expected} and to be {state}, got {printed(program)}, {promise.state}"
    return None


def printed(program: str) -> list[float] | None:
    return last_numbers(transcripts()[program.removeprefix(RECORDED)])


def wrong_quotes(page: Page) -> list[str]:
    """Messages in inline code, of four words or more, that no record has and that are not in READ."""
    everything = "\n".join(transcripts().values())
    problems = []
    for match in INLINE_CODE.finditer(page.text):
        quote = " ".join(match[0].strip("`").split())
        is_message = len(WORD.findall(quote)) >= 4 and quote.count(" ") >= 3
        if is_message and quote not in READ:
            parts = [part.strip() for part in quote.split("…")]
            if not all(part in everything for part in parts):
                place = f"{page.name}:{line_of(page.text, match.start())}"
                problems.append(f"{place}: expected a record's words, got {quote}")
    return problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_what_the_records_show(language):
    fail_with(wrong_cells(page_of(language), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quoted_message_is_in_a_record(language):
    fail_with(wrong_quotes(page_of(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_all_its_programs(language):
    shown = {fence.snippet.removeprefix(RECORDED) for fence in page_of(language).snippets}
    assert set(transcripts()) <= shown


@pytest.mark.parametrize("prefix", [prefix for prefix in ROWS.values() if prefix])
def test_a_mean_and_the_last_row_of_a_jacobian_are_the_same_everywhere(prefix):
    assert printed(f"{RECORDED}{prefix}mean.py") == [8, 10]
    assert printed(f"{RECORDED}{prefix}jacobian.py") == [14, 16]


def test_what_was_only_read_is_quoted_still():
    quotes = {" ".join(match[0].strip("`").split()) for match in INLINE_CODE.finditer(page_of("en").text)}
    assert quotes >= READ


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[raises `TypeError`](#jax)", "[raises `ValueError`](#jax)"),
        ("[raises `TypeError`](#jax)", "[the sum's gradient](#jax)"),
        ("[raises `TypeError`](#jax)", "—"),
        ("[the sum's gradient](#tensorflow)", "[raises `TypeError`](#tensorflow)"),
        ("[adds them up](#paddle)", "[the gradient](#paddle)"),
        ("[the real part's](#mlx)", "[raises `TypeError`](#mlx)"),
        ("[the gradient](#autograd)", "[raises `TypeError`](#autograd)"),
        ("| — |", "| [raises `TypeError`](#tinygrad) |"),
        ("`jax.vjp`", "`jax.jvp`"),
        ("[raises `RuntimeError`](rule.md#complex)", "[the gradient](rule.md#complex)"),
        ("| MXNet |", "| MyGrad |"),
    ],
)
def test_a_cell_that_no_record_shows_is_found(old, new):
    text = (DOCS / "en" / PATH).read_text("utf-8")
    assert old in text
    assert wrong_cells(parse("page.md", text.replace(old, new, 1)), "en") != []


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        ("Gradient only defined for scalar-output functions", 0),
        ("Output shape … does not match cotangent shape ()", 0),
        ("jax.grad(loss, has_aux=True)(w)", 0),
        ("Gradient only defined for scalar functions", 1),
        ("Output shape … does not fit cotangent shape ()", 1),
    ],
)
def test_a_message_that_no_record_has_is_found(quote, count):
    assert len(wrong_quotes(parse("page.md", f"# Page {{#page}}\n\nIt says `{quote}`.\n"))) == count
