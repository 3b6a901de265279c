import torch
from torch import nn

logits = torch.tensor([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]], requires_grad=True)
labels = torch.tensor([0, 1, 0])
others = torch.tensor([1, 0, 1])
lam = torch.tensor([0.9, 0.5, 0.4])
criterion = nn.CrossEntropyLoss(reduction="none")
loss = lam * criterion(logits, labels) + (1 - lam) * criterion(logits, others)
print(loss.shape)
loss.mean().backward()
print(logits.grad[:, 0])
