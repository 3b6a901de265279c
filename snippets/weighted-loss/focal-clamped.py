import torch
from torch.nn.functional import cross_entropy

logits = torch.tensor([[100.0, 0.0], [0.0, 0.0], [0.0, 2.0]], requires_grad=True)
labels = torch.tensor([0, 0, 0])
ce = cross_entropy(logits, labels, reduction="none")
factor = (1 - torch.exp(-ce)).clamp(min=1e-6) ** 0.5
loss = (factor * ce).mean()
print(loss)
loss.backward()
print(logits.grad[0, 0])
