import torch
import torch.nn as nn
import torch.nn.functional as F


class EMACenterLoss(nn.Module):
    """Pulls embeddings to class centres which are tracked by a moving average."""

    def __init__(self, num_ids, dim, momentum=0.9):
        super().__init__()
        self.num_ids = num_ids
        self.momentum = momentum
        self.register_buffer("centers", torch.zeros(num_ids, dim))

    def update(self, feats, ids):
        onehot = F.one_hot(ids, self.num_ids).to(feats.dtype)
        count = onehot.sum(0).clamp(min=1).unsqueeze(1)
        batch_mean = onehot.t() @ feats / count
        seen = (onehot.sum(0) > 0).unsqueeze(1)
        new = self.momentum * self.centers + (1 - self.momentum) * batch_mean
        self.centers = torch.where(seen, new, self.centers)

    def forward(self, feats, ids):
        self.update(feats, ids)
        d = feats - self.centers[ids]
        return d.pow(2).sum(1).mean()
