import torch
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
logits = torch.randn(6, 3)
labels = torch.tensor([0, 2, 1, -100, -100, -100])
loss = cross_entropy(logits, labels, reduction="none")
print(loss)
print(loss.mean())  # wrong
