import json

import torch

sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
print(json.dumps({"x": "log", "y": "log"}))
for reduce in torch.mean, torch.sum:
    gradients = []
    for n in sizes:
        w = torch.tensor(2.0, requires_grad=True)
        losses = (w * torch.ones(n) - 1) ** 2
        reduce(losses).backward()
        gradients.append(w.grad.item())
    print(json.dumps({"series": reduce.__name__, "x": sizes, "y": gradients}))
