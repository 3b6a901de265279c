import torch
import torch.nn as nn
import torch.nn.functional as F


class DiceLoss(nn.Module):
    """1 - dice for every class, background included; the caller averages what it wants"""

    def __init__(self, smooth=1.0):
        super().__init__()
        self.smooth = smooth

    def forward(self, logits, mask):
        p = logits.softmax(1)
        t = F.one_hot(mask, logits.size(1)).permute(0, 3, 1, 2).float()
        num = 2 * (p * t).sum((0, 2, 3)) + self.smooth
        den = p.sum((0, 2, 3)) + t.sum((0, 2, 3)) + self.smooth
        return 1 - num / den


class SegCriterion(nn.Module):
    def __init__(self, w_ce=1.0, w_dice=1.0, w_aux=0.4):
        super().__init__()
        self.w_ce, self.w_dice, self.w_aux = w_ce, w_dice, w_aux
        self.dice = DiceLoss()

    def forward(self, out, mask):
        ce = F.cross_entropy(out["main"], mask)
        aux = F.cross_entropy(out["aux"], mask)
        dice = self.dice(out["main"], mask)
        loss = self.w_ce * ce + self.w_dice * dice[1:].mean() + self.w_aux * aux
        return dict(loss=loss, ce=ce, dice=dice, aux=aux)
