import json

import torch

torch.manual_seed(0)
inputs = torch.randn(16, 3)
targets = inputs @ torch.tensor([1.0, -2.0, 0.5])


def train(lr, reduce):
    w = torch.zeros(3, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr)
    history = []
    for _ in range(8):
        optimizer.zero_grad()
        losses = (inputs @ w - targets) ** 2
        history.append(float(f"{losses.mean().item():.3g}"))
        reduce(losses).backward()
        optimizer.step()
    return history


print(json.dumps({"x": "linear", "y": "log"}))
runs = {"mean, lr 0.1": (0.1, torch.mean), "sum, lr 0.1": (0.1, torch.sum), "sum, lr 0.1/16": (0.1 / 16, torch.sum)}
for name, (lr, reduce) in runs.items():
    print(json.dumps({"series": name, "x": list(range(8)), "y": train(lr, reduce)}))
