import torch
from torch import nn


class IoULoss(nn.Module):
    def __init__(self, smooth=1.0, power=1.0):
        super().__init__()
        self.smooth, self.power = smooth, power

    def forward(self, scores, masks):
        both = (scores * masks).sum()
        either = scores.sum() + masks.sum() - both
        return 1 - (both + self.smooth) / (either + self.smooth)


w = torch.tensor([0.5, -0.5, 1.0], requires_grad=True)
masks = torch.tensor([1.0, 0.0, 1.0])
criterion = IoULoss()
loss = criterion(w.sigmoid(), masks)
print(loss.shape)
loss.backward()
print(w.grad)
