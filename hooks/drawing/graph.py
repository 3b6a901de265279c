"""Draws a computation graph from the output at the top down to the leaves, with what each step passes to the next.

The data, a dict for each node, are what the snippet saw: ``{"node": "y", "operation": "MulBackward0", "shape": [],
"gradient": 8.0, "passes": [{"to": "x", "gradient": 24.0}]}``. The first node is the output.
"""

from __future__ import annotations

from drawing import svg
from drawing.layout import BOX, GAP, Edge, Spot, label, name, operation, place


def draw(nodes: list[dict], captions: dict[str, str], words: dict[str, str]) -> str:
    """One picture. ``words`` has the sentences "receives", "passes" and "leaf" of its description."""
    spots = place(nodes)
    output, leaves = spots[0], [spot for spot in spots if spot.node and not spot.node["passes"]]
    parts = svg.Parts()
    draw_edge(parts, output.x, 0, Edge(output, [output.node["gradient"]]))
    for spot in spots:
        draw_spot(parts, spot)
        for edge in spot.edges:
            draw_edge(parts, spot.x, spot.top + BOX, edge)
    for leaf in leaves:
        draw_total(parts, leaf)
    return parts.picture(words["described"].format(title=captions["title"], sentences=describe(nodes, words)))


def describe(nodes: list[dict], words: dict[str, str]) -> str:
    """The picture in words."""
    sentences = [words["receives"].format(node=nodes[0]["node"], gradient=svg.in_words(nodes[0]["gradient"]))]
    for node in nodes:
        for step in node["passes"]:
            gradient = svg.in_words(step["gradient"])
            sentences.append(words["passes"].format(node=node["node"], gradient=gradient, to=step["to"]))
        if not node["passes"]:
            sentences.append(words["leaf"].format(node=node["node"], gradient=svg.in_words(node["gradient"])))
    return svg.told(sentences)


def draw_spot(parts: svg.Parts, spot: Spot) -> None:
    if not spot.node:
        parts.line(f"M{spot.x:.1f} {spot.top:.1f}v{BOX}")
        return
    parts.box(spot.x - spot.width / 2, spot.top, spot.width, BOX, "" if spot.node["passes"] else "box--leaf")
    parts.text(spot.x, spot.top + 13, name(spot.node), "name")
    parts.text(spot.x, spot.top + 29, operation(spot.node), "operation")


def draw_edge(parts: svg.Parts, x: float, y: float, edge: Edge) -> None:
    """An edge that begins at ``x`` and ``y``. To a bend, it has neither head nor gradients."""
    target = edge.target
    end = (target.x * 3 + x) / 4 if target.node else target.x
    middle = (y + target.top) / 2
    parts.curve(x, y, end, target.top)
    if target.node:
        parts.arrowhead(end, target.top)
        cells = label(edge.gradients)
        aside = 8 + abs(end - x) / 3  # the line slants
        parts.matrix((x + end) / 2 + (-aside - svg.size(cells)[0] if edge.left else aside), middle, cells)


def draw_total(parts: svg.Parts, leaf: Spot) -> None:
    """What has arrived at a leaf, below it."""
    cells, named = svg.rows(leaf.node["gradient"]), f"{leaf.node['node']}.grad ="
    width, height = svg.size(cells)
    x, y = leaf.x - (len(named) * svg.CHARACTER + width) / 2, leaf.top + BOX + (height + GAP) / 2
    parts.text(x, y, named, "value", "start")
    parts.matrix(x + (len(named) + 1) * svg.CHARACTER, y, cells)
