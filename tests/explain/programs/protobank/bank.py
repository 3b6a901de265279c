import torch
import torch.nn as nn
import torch.nn.functional as F


class PrototypeBank(nn.Module):
    """One running prototype per class, updated with momentum."""

    def __init__(self, num_classes: int, dim: int, momentum: float = 0.9, tau: float = 0.1):
        super().__init__()
        self.num_classes = num_classes
        self.momentum = momentum
        self.tau = tau
        self.protos = {c: F.normalize(torch.randn(dim), dim=0) for c in range(num_classes)}

    def update(self, feats, labels):
        for c in labels.unique().tolist():
            center = feats[labels == c].mean(dim=0)
            moved = self.momentum * self.protos[c] + (1 - self.momentum) * center
            self.protos[c] = F.normalize(moved, dim=0)

    @property
    def matrix(self):
        return torch.stack([self.protos[c] for c in range(self.num_classes)])

    def forward(self, feats, labels):
        sim = feats @ self.matrix.t() / self.tau
        loss = F.cross_entropy(sim, labels)
        self.update(feats, labels)
        return loss, (sim.argmax(1) == labels).float().mean().item()
