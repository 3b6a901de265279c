import torch
from torch import nn

targets = torch.tensor([1.0, 0.0, 1.0])
scores = torch.zeros(3, 1, requires_grad=True)
for rows in slice(0, -1), slice(-1, None):
    outputs = scores[rows].squeeze(1)
    print(outputs.shape, targets[rows].shape)
    nn.functional.binary_cross_entropy_with_logits(outputs, targets[rows]).backward()
