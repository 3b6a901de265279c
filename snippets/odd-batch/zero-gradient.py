import torch
from torch.optim import SGD, Adam, AdamW

for optimizer, options in (SGD, {}), (SGD, {"momentum": 0.9}), (SGD, {"weight_decay": 1}), (Adam, {}), (AdamW, {}):
    w = torch.tensor(1.0, requires_grad=True)
    step = optimizer([w], lr=0.1, **options)
    seen = []
    for found in 1, 1, 1, 0, 0, 0:
        step.zero_grad()
        (found * (w - 3) ** 2).backward()
        step.step()
        seen.append(round(w.item(), 3))
    print(optimizer.__name__, options, "from", seen[2], "to", seen[5])
