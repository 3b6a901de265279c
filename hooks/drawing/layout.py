"""Places the nodes of a computation graph in layers, the output at the top, each below all that pass something to it.

The nodes are those that ``graph.py`` draws.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from drawing import svg
from drawing.data import Undrawable

BOX, GAP = 40, 14  # the height of a node's box; the room around boxes and labels


@dataclass
class Spot:
    """A place in a layer of the drawing: a node, or where an edge passes between nodes (``node`` is None)."""

    node: dict | None
    layer: int
    width: float
    x: float = 0  # its middle
    top: float = 0
    edges: list[Edge] = field(default_factory=list)


@dataclass
class Edge:
    """A line from a spot down to one in the next layer.

    Its gradients stand right of it, or left if it is left of the others that leave its spot or arrive at its target; if
    there are no others, left of the middle.
    """

    target: Spot
    gradients: list
    left: bool = False


def place(nodes: list[dict]) -> list[Spot]:
    """Every node and every bend at its place; the output first."""
    spots = connect(nodes)
    layers = [[spot for spot in spots if spot.layer == n] for n in range(max(spot.layer for spot in spots) + 1)]
    widest = max(sum(spot.width for spot in layer) + GAP * (len(layer) - 1) for layer in layers)
    top = label_height([nodes[0]["gradient"]])
    for layer in layers:
        room = (widest - sum(spot.width for spot in layer)) / len(layer)
        x = room / 2
        for spot in layer:
            spot.x, spot.top = x + spot.width / 2, top
            x += spot.width + room
        top += BOX + max([label_height(edge.gradients) for spot in layer for edge in spot.edges], default=0)
    edges = [(spot, edge) for spot in spots for edge in spot.edges]
    for spot, edge in edges:
        middle = (spot.x + edge.target.x) / 2
        beside = [(other.x + its.target.x) / 2 for other, its in edges if other is spot or its.target is edge.target]
        edge.left = middle < (sum(beside) / len(beside) if len(beside) > 1 else widest / 2)
    return spots


def connect(nodes: list[dict]) -> list[Spot]:
    """Every node with its edges; an edge across several layers bends in each of them."""
    layers = layers_of(nodes)
    by_name = {node["node"]: Spot(node, layers[node["node"]], box_width(node)) for node in nodes}
    spots = list(by_name.values())
    for node in nodes:
        gradients = defaultdict(list)
        for step in node["passes"]:
            gradients[step["to"]].append(step["gradient"])
        for name in gradients:
            start, target = by_name[node["node"]], by_name[name]
            for layer in range(start.layer + 1, target.layer):
                bend = Spot(None, layer, 2 * GAP)
                start.edges.append(Edge(bend, []))
                spots.append(bend)
                start = bend
            start.edges.append(Edge(target, gradients[name]))
    return spots


def layers_of(nodes: list[dict]) -> dict[str, int]:
    """How many steps each node is from the output, by the longest way.

    Raises:
        Undrawable: a node comes before one that passes something to it.
    """
    layers = {nodes[0]["node"]: 0}
    later = [node["node"] for node in nodes]
    for node in nodes:
        later.remove(node["node"])
        for step in node["passes"]:
            if step["to"] not in later:
                wanted = f"expected {step['to']} below {node['node']}, which passes to it"
                raise Undrawable(f"{wanted}\ngot      it above, or nowhere")
            layers[step["to"]] = max(layers.get(step["to"], 0), layers[node["node"]] + 1)
    return layers


def label(gradients: list) -> list[list[str]]:
    """The gradients on one edge, element by element: two on their way to the same node are added there."""
    tables = [svg.rows(gradient) for gradient in gradients]
    return [[" + ".join(cells) for cells in zip(*row, strict=True)] for row in zip(*tables, strict=True)]


def label_height(gradients: list) -> float:
    return (svg.size(label(gradients))[1] if gradients else 0) + 2 * GAP


def name(node: dict) -> str:
    return f"{node['node']} ({', '.join(map(str, node['shape']))}{',' if len(node['shape']) == 1 else ''})"


def operation(node: dict) -> str:
    return node["operation"].rpartition("::")[2]


def box_width(node: dict) -> float:
    return max(len(name(node)) * svg.CHARACTER, len(operation(node)) * svg.CHARACTER * 11 / 13) + 10
