import torch
from torch.nn.functional import cross_entropy

logits = torch.tensor([[2.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 3.0], [1.0, 1.0, 0.0]])
targets = torch.tensor([0, 1, -100, 2])
weight = torch.tensor([1.0, 3.0, 5.0])

losses = cross_entropy(logits, targets, weight, reduction="none")
valid = targets != -100
print(losses)
print("plain mean         ", losses.mean())  # wrong
print("mean over valid    ", losses[valid].mean())  # wrong
print("over their weights ", losses.sum() / weight[targets[valid]].sum())
print("reduction='mean'   ", cross_entropy(logits, targets, weight))
