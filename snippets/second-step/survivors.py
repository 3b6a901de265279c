from collections import deque

import torch


def kept(name, place):
    todo, seen = [(name, place)], set()
    for path, each in todo:
        inside = each if isinstance(each, dict) else getattr(each, "__dict__", {})
        inside = dict(enumerate(each)) if isinstance(each, (list, tuple, deque)) else inside
        todo += [(f"{path}.{key}", value) for key, value in inside.items() if id(value) not in seen]
        seen.update(map(id, inside.values()))
    return {path: each.grad_fn for path, each in todo if torch.is_tensor(each) and each.grad_fn}


def graph(loss):
    found, todo = set(), {loss.grad_fn}
    while todo:
        found |= todo
        todo = {parent for node in todo for parent, _ in node.next_functions if parent} - found
    return found


net, inputs = torch.nn.Linear(1, 2), torch.tensor([[1.0], [2.0], [3.0]])
net.moving_mean = torch.zeros(2)
for step in range(2):
    old = kept("net", net)
    outputs = net(inputs)
    net.moving_mean = 0.9 * net.moving_mean + 0.1 * outputs.mean(0)
    loss = (outputs - net.moving_mean).square().mean()
    print(step, [name for name, node in old.items() if node in graph(loss)])
    loss.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
