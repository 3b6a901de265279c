import json

import torch
from torch.autograd.graph import get_gradient_edge

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2

tensors = {"y": y, "x": x}
names = {get_gradient_edge(tensor).node: name for name, tensor in tensors.items()}
seen = {}
for node in names:
    node.register_hook(lambda passed, received, node=node: seen.update({node: (received[0], passed)}))
y.backward(gradient=torch.tensor([1.0, 10.0, 100.0]))

for node, name in names.items():
    received, passed = seen[node]
    steps = [
        {"to": names[target], "gradient": gradient.tolist()}
        for (target, _), gradient in zip(node.next_functions, passed)
        if target
    ]
    step = {"node": name, "operation": node.name(), "shape": list(received.shape)}
    print(json.dumps(step | {"gradient": received.tolist(), "passes": steps}))
