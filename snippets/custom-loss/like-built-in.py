import torch
from torch import nn


class PinballLoss(nn.Module):
    def __init__(self, reduction="mean"):
        super().__init__()
        self.reduction = reduction

    def forward(self, prediction, target):
        error = target - prediction
        losses = torch.maximum(0.75 * error, -0.25 * error)
        if self.reduction == "none":
            return losses
        return losses.sum() if self.reduction == "sum" else losses.mean()


prediction = torch.tensor([-1.5, 0.5, -2.0, -1.0], requires_grad=True)
target = torch.tensor([1.0, 0.0, 2.0, 1.0])
for reduction in "mean", "sum", "none":
    print(reduction, PinballLoss(reduction)(prediction, target).shape)
PinballLoss()(prediction, target).backward()
print(prediction.grad)
