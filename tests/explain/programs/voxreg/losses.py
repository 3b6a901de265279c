import torch
import torch.nn as nn
import torch.nn.functional as F


class SimilarityLoss(nn.Module):
    """Base class: subclasses give a dissimilarity map of shape (B, 1, H, W)."""

    def dissimilarity(self, y_true, y_pred):
        raise NotImplementedError

    def reduce(self, m):
        return m.mean()

    def forward(self, y_true, y_pred):
        return self.reduce(self.dissimilarity(y_true, y_pred))


class MSE(SimilarityLoss):
    def dissimilarity(self, y_true, y_pred):
        return (y_true - y_pred) ** 2


class LNCC(SimilarityLoss):
    """Local (over window) normalized cross correlation loss."""

    def __init__(self, win=5, eps=1e-5):
        super().__init__()
        self.win = win
        self.eps = eps

    def dissimilarity(self, I, J):
        n = self.win ** 2
        filt = torch.ones(1, 1, self.win, self.win)
        box = lambda t: F.conv2d(t, filt, padding=self.win // 2)
        I_sum, J_sum = box(I), box(J)
        cross = box(I * J) - I_sum * J_sum / n
        I_var = box(I * I) - I_sum ** 2 / n
        J_var = box(J * J) - J_sum ** 2 / n
        return 1 - cross * cross / (I_var * J_var + self.eps)

    def reduce(self, m):
        # background has no texture: only count voxels where the
        # correlation is defined, separately for each subject
        valid = (m < 1 - 1e-4).float()
        return (m * valid).flatten(1).sum(1) / valid.flatten(1).sum(1).clamp(min=1)


class Grad(nn.Module):
    """N-D gradient loss."""

    def __init__(self, penalty='l2'):
        super().__init__()
        self.penalty = penalty

    def forward(self, _, flow):
        dy = torch.abs(flow[:, :, 1:] - flow[:, :, :-1])
        dx = torch.abs(flow[:, :, :, 1:] - flow[:, :, :, :-1])
        if self.penalty == 'l2':
            dy, dx = dy * dy, dx * dx
        return (dx.mean() + dy.mean()) / 2


SIM = {'mse': MSE, 'ncc': LNCC}
