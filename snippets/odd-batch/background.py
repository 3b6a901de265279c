import torch
from torch import nn

torch.manual_seed(0)
head = nn.Linear(3, 2)
scores = head(torch.randn(4, 3))
labels = torch.zeros(4, 2)
loss = nn.functional.binary_cross_entropy_with_logits(scores, labels)
loss.backward()
print(head.weight.grad)
