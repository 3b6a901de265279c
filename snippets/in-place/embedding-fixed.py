import torch
from torch import nn

torch.manual_seed(0)
words = nn.Embedding(5, 3, max_norm=1.0)
w = torch.randn(3, 2, requires_grad=True)
chosen = words(torch.tensor([1, 2])) @ w
scores = words.weight @ w
(scores.mean() + chosen.mean()).backward()
print(w.grad)
