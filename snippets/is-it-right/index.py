import torch
from torch import nn

torch.manual_seed(0)
first, second = nn.Linear(2, 3), nn.Embedding(3, 2)
scores = first(torch.ones(4, 2))
outputs = second(scores.max(1)[1])
outputs.square().mean().backward()
print(second.weight.grad is None, first.weight.grad is None)  # wrong
