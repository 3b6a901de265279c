import torch
import torch.nn as nn


class DiceLoss(nn.Module):
    def __init__(self, threshold=0.5, smooth=1.0):
        super(DiceLoss, self).__init__()
        self.threshold = threshold
        self.smooth = smooth

    def forward(self, logits, masks):
        probs = torch.sigmoid(logits)
        preds = (probs > self.threshold).float()
        dims = (1, 2, 3)
        inter = (preds * masks).sum(dims)
        union = preds.sum(dims) + masks.sum(dims)
        dice = (2 * inter + self.smooth) / (union + self.smooth)
        return 1 - dice.mean()
