import json

import torch
from torch.autograd.graph import get_gradient_edge

x = torch.tensor(3.0, requires_grad=True)
p = torch.ones(2, 2, requires_grad=True)
y = x * x
a = 2 * y
b = 2 * p
c = b * p
z = a + c
loss = z.sum()

tensors = {"loss": loss, "z": z, "a": a, "c": c, "y": y, "b": b, "x": x, "p": p}
names = {get_gradient_edge(tensor).node: name for name, tensor in tensors.items()}
seen = {}
for node in names:
    node.register_hook(lambda passed, received, node=node: seen.update({node: (received[0], passed)}))
loss.backward()

for node, name in names.items():
    received, passed = seen[node]
    steps = [
        {"to": names[target], "gradient": gradient.tolist()}
        for (target, _), gradient in zip(node.next_functions, passed)
        if target
    ]
    step = {"node": name, "operation": node.name(), "shape": list(received.shape)}
    print(json.dumps(step | {"gradient": received.tolist(), "passes": steps}))
