import torch
from torch import nn

logits = torch.zeros(4, 3, requires_grad=True)
factor = torch.tensor(1.0, requires_grad=True)
labels = torch.full((4,), -100)
count = (labels != -100).sum().clamp(min=1)
loss = factor * nn.functional.cross_entropy(logits, labels, reduction="sum") / count
loss.backward()
print(loss, logits.grad.abs().max())
print(factor.grad)
