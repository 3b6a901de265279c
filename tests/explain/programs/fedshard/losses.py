import torch
import torch.nn as nn
import torch.nn.functional as F


class RestrictedCE(nn.CrossEntropyLoss):
    """Cross entropy that scales down the logits of classes the client has never seen (alpha < 1)."""

    def __init__(self, class_counts, alpha=0.5, label_smoothing=0.0):
        super().__init__(reduction="none", label_smoothing=label_smoothing)
        scale = torch.full((len(class_counts),), alpha)
        scale[class_counts > 0] = 1.0
        self.register_buffer("scale", scale)

    def forward(self, logits, target):
        return super().forward(logits * self.scale, target)


def proximal(local, reference):
    """FedProx term: squared distance of the client from the server's weights."""
    dist = torch.zeros(())
    for p, g in zip(local.parameters(), reference.parameters()):
        dist = dist + (p - g.detach()).pow(2).sum()
    return 0.5 * dist
