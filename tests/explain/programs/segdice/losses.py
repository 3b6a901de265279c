import torch
import torch.nn as nn


class DiceLoss(nn.Module):
    """1 - Dice coefficient, averaged over the batch."""

    def __init__(self, threshold=0.5, smooth=1.0):
        super().__init__()
        self.threshold = threshold
        self.smooth = smooth

    def forward(self, logits, mask):
        probs = torch.sigmoid(logits)
        pred = (probs > self.threshold).float()
        pred, mask = pred.flatten(1), mask.flatten(1)
        inter = (pred * mask).sum(1)
        union = pred.sum(1) + mask.sum(1)
        dice = (2 * inter + self.smooth) / (union + self.smooth)
        return 1 - dice.mean()


class BCEDice(nn.Module):
    def __init__(self, w_bce=1.0, w_dice=1.0):
        super().__init__()
        self.bce, self.dice = nn.BCEWithLogitsLoss(), DiceLoss()
        self.w = (w_bce, w_dice)

    def forward(self, logits, mask):
        return self.w[0] * self.bce(logits, mask) + self.w[1] * self.dice(logits, mask)


LOSSES = {"bce": nn.BCEWithLogitsLoss, "dice": DiceLoss, "bce+dice": BCEDice}
