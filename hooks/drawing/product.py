"""Draws a vector, the Jacobian that it multiplies, and the product; and a form in which to change the vector.

The data: ``{"outputs": [name, …]}``, ``{"inputs": {name: shape, …}}``, ``{"jacobian": [[…], …]}`` with a row for each
output, and then for each vector ``{"vector": name, "v": […], "product": […]}``.
"""

from __future__ import annotations

import json
from html import escape
from math import prod

from drawing import svg

WEIGHTS = 48  # the width of the vector's box


def vectors(data: list[dict]) -> list[str]:
    """The names of the vectors, each of which needs a caption."""
    return [line["vector"] for line in data if "vector" in line]


def draw(data: list[dict], captions: dict[str, str], words: dict[str, str]) -> str:
    """A picture for each vector. ``words`` has the sentence "product" of its description."""
    _, inputs, jacobian, *found = data
    pictures = []
    for line in found:
        caption = captions[line["vector"]]
        sentence = words["product"].format(
            v=svg.in_words(line["v"]),
            jacobian=svg.in_words(jacobian["jacobian"]),
            product=svg.in_words(line["product"]),
        )
        described = words["described"].format(title=caption, sentences=sentence)
        picture = draw_one(line, jacobian["jacobian"], inputs["inputs"]).picture(described)
        pictures.append(f"<div>{picture}<p>{escape(caption)}</p></div>")
    return f'<div class="picture__row">{"".join(pictures)}</div>'


def draw_one(line: dict, jacobian: list[list[float]], inputs: dict[str, list[int]]) -> svg.Parts:
    """The vector upright on the left, a weight before each row of the matrix; below the rows, what they add up to."""
    parts = svg.Parts()
    table = svg.rows(jacobian) + svg.rows(line["product"])
    rights, right = [], WEIGHTS + 2 * svg.CHARACTER
    for length in svg.columns(table):
        right += (length + 1.5) * svg.CHARACTER
        rights.append(right)
    parts.text(WEIGHTS / 2, svg.LINE / 2, "v", "name")
    column = 0
    for name, shape in inputs.items():
        last = column + prod(shape) - 1
        parts.text((rights[column] + rights[last] - svg.CHARACTER) / 2, svg.LINE / 2, name, "name")
        column = last + 1
    height, end = len(jacobian) * svg.LINE, right + 8
    parts.box(0, svg.LINE, WEIGHTS, height)
    parts.brackets(WEIGHTS + 2 * svg.CHARACTER, svg.LINE, end - WEIGHTS - 2 * svg.CHARACTER, height)
    for i, (weight, cells) in enumerate(zip(line["v"], table[:-1], strict=True)):
        y, kind = (i + 1.5) * svg.LINE, "value" if weight else "value--off"
        parts.text(WEIGHTS - 5, y, svg.number(weight), kind, "end")
        parts.text(WEIGHTS + svg.CHARACTER, y, "·", kind)
        for right, cell in zip(rights, cells, strict=True):
            parts.text(right, y, cell, kind, "end")
    y = svg.LINE + height + 20
    parts.text(WEIGHTS + svg.CHARACTER, y, "vᵀJ =", "name", "end")
    parts.box(WEIGHTS + 2 * svg.CHARACTER, y - svg.LINE / 2, end - WEIGHTS - 2 * svg.CHARACTER, svg.LINE, "box--leaf")
    for right, cell in zip(rights, table[-1], strict=True):
        parts.text(right, y, cell, "value", "end")
    return parts


def form(data: list[dict], captions: dict[str, str], words: dict[str, str]) -> str:
    """A table of what each vector gives, and the controls that the script shows."""
    outputs, inputs, jacobian, *found = data
    grads = "".join(f'<th scope="col"><code>{escape(name)}.grad</code></th>' for name in inputs["inputs"])
    rows, buttons = "", ""
    for line in found:
        caption, v = escape(captions[line["vector"]]), svg.in_words(line["v"])
        cells = "".join(f"<td>{svg.in_words(value)}</td>" for value in split(line["product"], inputs["inputs"]))
        rows += f"<tr><td>{caption}<br>{v}</td>{cells}</tr>"
        buttons += f'<button type="button" data-v="{line["v"]}">{caption}</button>'
    fields = "".join(
        f'<label>{escape(name)} <input type="number" step="any" value="{weight:g}"></label>'
        for name, weight in zip(outputs["outputs"], found[0]["v"], strict=True)
    )
    numbers = {name: escape(json.dumps(line[name])) for line in (inputs, jacobian) for name in line}
    return (
        f'<table><thead><tr><th scope="col">v</th>{grads}</tr></thead><tbody>{rows}</tbody></table>'
        f'<form class="explorer" data-jacobian="{numbers["jacobian"]}" data-inputs="{numbers["inputs"]}" '
        f'data-empty="{escape(words["empty"])}" hidden>'
        f"<fieldset><legend>{escape(captions['form'])}</legend>{fields}</fieldset>"
        f"<p>{buttons}</p><output></output></form>"
    )


def split(product: list[float], inputs: dict[str, list[int]]) -> list:
    """The product cut into the gradients of the inputs, each in its shape."""
    gradients, start = [], 0
    for shape in inputs.values():
        gradients.append(in_shape(product[start : start + prod(shape)], shape))
        start += prod(shape)
    return gradients


def in_shape(values: list[float], shape: list[int]):
    if not shape:
        return values[0]
    step = len(values) // shape[0]
    return [in_shape(values[i : i + step], shape[1:]) for i in range(0, len(values), step)]
