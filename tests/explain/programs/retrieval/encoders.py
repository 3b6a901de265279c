from __future__ import annotations

import functools

import torch
import torch.nn.functional as F
from torch import Tensor, nn

ENCODERS: dict[str, type] = {}


def register(name: str):
    def deco(cls):
        ENCODERS[name] = cls
        return cls
    return deco


def eval_mode(fn):
    """Run a method in eval mode and without autograd, then restore the old mode."""

    @functools.wraps(fn)
    def wrapper(self, *args, **kwargs):
        was_training = self.training
        self.eval()
        try:
            with torch.no_grad():
                return fn(self, *args, **kwargs)
        finally:
            self.train(was_training)

    return wrapper


@register("mean_pool")
class MeanPoolEncoder(nn.Module):
    def __init__(self, vocab: int, dim: int) -> None:
        super().__init__()
        self.tok = nn.Embedding(vocab, dim, padding_idx=0)
        self.proj = nn.Linear(dim, dim)

    def forward(self, ids: Tensor) -> Tensor:
        keep = (ids != 0).unsqueeze(-1)
        h = (self.tok(ids) * keep).sum(1) / keep.sum(1).clamp(min=1)
        return F.normalize(self.proj(h), dim=-1)

    @eval_mode
    def encode(self, ids: Tensor) -> Tensor:
        """Embeddings for the index (used by serving)."""
        return self.forward(ids)
