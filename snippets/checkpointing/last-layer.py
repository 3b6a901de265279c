import torch
from torch import nn

torch.manual_seed(0)
tower, projector = nn.ModuleList(nn.Linear(2, 2) for _ in range(3)), nn.Linear(2, 1)
hidden = [torch.ones(1, 2)]
for layer in tower:
    hidden.append(layer(hidden[-1]).tanh())
projector(hidden[-2]).mean().backward()
print("no gradient:", [name for name, p in tower.named_parameters() if p.requires_grad and p.grad is None])
