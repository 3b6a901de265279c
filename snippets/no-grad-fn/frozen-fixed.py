import torch
from torch import nn

torch.manual_seed(0)
backbone = nn.Sequential(*(nn.Linear(4, 4) for _ in range(9)))
model = nn.Sequential(backbone, nn.Linear(4, 2))
backbone.requires_grad_(False)
print("trained:", [name for name, parameter in model.named_parameters() if parameter.requires_grad])
loss = nn.functional.cross_entropy(model(torch.randn(3, 4)), torch.tensor([0, 1, 0]))
loss.backward()
print("no gradient:", [name for name, p in model.named_parameters() if p.requires_grad and p.grad is None])
