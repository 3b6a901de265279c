import torch
from torch import nn


def kept(name, place):
    if torch.is_tensor(place):
        return {name: place.grad_fn} if place.grad_fn else {}
    place = vars(place) if isinstance(place, nn.Module) else place
    place = dict(enumerate(place)) if isinstance(place, (list, tuple)) else place
    inside = place.items() if isinstance(place, dict) else []
    return {path: node for key, value in inside for path, node in kept(f"{name}.{key}", value).items()}


def graph(loss):
    found, todo = set(), [loss.grad_fn]
    while todo:
        if (node := todo.pop()) and node not in found:
            found.add(node)
            todo += [parent for parent, _ in node.next_functions]
    return found


net = nn.Linear(1, 2)
net.moving_mean = torch.zeros(2)
inputs = torch.tensor([[1.0], [2.0], [3.0]])
for step in range(2):
    old = kept("net", net)
    outputs = net(inputs)
    net.moving_mean = 0.9 * net.moving_mean + 0.1 * outputs.mean(0)
    loss = (outputs - net.moving_mean).square().mean()
    print(step, [name for name, node in old.items() if node in graph(loss)])
    loss.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
