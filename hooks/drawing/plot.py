"""Plots lines, each told from the others by its dashes as well as by its colour.

The data: ``{"x": "linear", "y": "log"}``, the scales, then for each line ``{"series": name, "x": […], "y": […]}``.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from drawing import svg

WIDTH, HEIGHT = 240, 150
MOST_STEPS = 6


def draw(data: list[dict], captions: dict[str, str], words: dict[str, str]) -> str:
    """One picture. ``captions`` has the names of the axes, ``words`` the sentence "series" of its description."""
    scales, *lines = data
    parts = svg.Parts()
    across, marks = axis(scales["x"], [x for line in lines for x in line["x"]], WIDTH)
    for name, x in marks:
        parts.line(f"M{x:.1f} {HEIGHT}v4", "axis")
        parts.text(x, HEIGHT + svg.LINE * 0.8, name, "tick")
    up, marks = axis(scales["y"], [y for line in lines for y in line["y"]], HEIGHT)
    for name, y in marks:
        parts.line(f"M0 {HEIGHT - y:.1f}H{WIDTH}", "grid-line")
        parts.text(-6, HEIGHT - y, name, "tick", "end")
    parts.line(f"M0 0V{HEIGHT}H{WIDTH}", "axis")
    parts.text(0, -svg.LINE, captions["y"], "caption", "start")
    parts.text(WIDTH, HEIGHT + svg.LINE * 2, captions["x"], "caption", "end")
    sentences = []
    for i, line in enumerate(lines):
        points = [f"{across(x):.1f} {HEIGHT - up(y):.1f}" for x, y in zip(line["x"], line["y"], strict=True)]
        parts.line("M" + "L".join(points), f"series series--{i}")
        y = HEIGHT + svg.LINE * (3.2 + i)
        parts.line(f"M0 {y:.1f}h30", f"series series--{i}")
        parts.text(38, y, line["series"], "value", "start")
        ends = {"first": line["y"][0], "last": line["y"][-1], "start": line["x"][0], "end": line["x"][-1]}
        numbers = {name: svg.number(value) for name, value in ends.items()}
        sentences.append(words["series"].format(series=line["series"], x=captions["x"], y=captions["y"], **numbers))
    return parts.picture(words["described"].format(title=captions["title"], sentences=svg.told(sentences)))


def axis(scale: str, values: list[float], length: float) -> tuple[Callable[[float], float], list[tuple[str, float]]]:
    """Where a value stands on an axis of this length, and the names and places of its ticks."""
    measure = math.log10 if scale == "log" else float
    least, greatest = measure(min(values)), measure(max(values))
    if scale == "log":
        low = math.floor(least)
        step = math.ceil((greatest - low) / MOST_STEPS)  # whole powers of ten
    else:
        size = 10 ** math.floor(math.log10(greatest - least))
        step = next(step for step in (size / 5, size / 2, size, 2 * size) if (greatest - least) / step < MOST_STEPS)
        low = math.floor(least / step) * step

    def place(value: float) -> float:
        return (measure(value) - low) / (greatest - low) * length

    marks = [i * step for i in range(math.ceil(low / step), math.floor(greatest / step) + 1)]
    ticks = [10.0**mark for mark in marks] if scale == "log" else marks
    return place, [(svg.number(tick), place(tick)) for tick in ticks]
