import torch
import torch.nn as nn


class RevIN(nn.Module):
    """Reversible instance normalisation: call with mode='norm', later with mode='denorm'."""

    def __init__(self, eps=1e-5):
        super().__init__()
        self.eps = eps

    def _stats(self, x):
        self.mean = x.mean(dim=1, keepdim=True)
        self.std = x.std(dim=1, keepdim=True) + self.eps

    def forward(self, x, mode):
        if mode == "norm":
            self._stats(x)
            return (x - self.mean) / self.std
        elif mode == "denorm":
            x = x.data * self.std.data
            return x + self.mean.data
        raise ValueError(mode)
