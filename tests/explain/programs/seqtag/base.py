from abc import ABC, abstractmethod

import torch
import torch.nn as nn
import torch.nn.functional as F


class BaseTagger(nn.Module, ABC):
    """Everything but the encoder; subclasses may change how token losses are reduced."""

    def __init__(self, n_tags: int, lr: float = 1e-2):
        super().__init__()
        self.n_tags = n_tags
        self.lr = lr
        self._opt = None

    @abstractmethod
    def encode(self, tokens): ...

    def reduce(self, token_loss, mask):
        return token_loss.mean()

    def loss(self, tokens, tags, mask):
        scores = self.encode(tokens)
        token_loss = F.cross_entropy(scores.transpose(1, 2), tags, reduction="none")
        return self.reduce(token_loss, mask)

    @property
    def optimizer(self):
        if self._opt is None:
            self._opt = torch.optim.Adam(self.parameters(), lr=self.lr)
        return self._opt

    def fit(self, batches, epochs: int = 3):
        for ep in range(epochs):
            total = 0.0
            for tokens, tags, mask in batches:
                self.optimizer.zero_grad()
                out = self.loss(tokens, tags, mask)
                out.backward()
                self.optimizer.step()
                total += out.item()
            print(f"{type(self).__name__} epoch {ep}: {total / len(batches):.4f}")
