"""A small training loop to be subclassed."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

import torch
from torch.utils.data import DataLoader


@dataclass
class TrainingArguments:
    lr: float = 1e-3
    epochs: int = 1
    batch_size: int = 8
    max_grad_norm: float | None = 1.0
    log_every: int = 2
    callbacks: list[Callable] = field(default_factory=list)


class Trainer:
    def __init__(self, model, args: TrainingArguments, dataset):
        self.model = model
        self.args = args
        self.loader = DataLoader(dataset, batch_size=args.batch_size, shuffle=True)
        self.optimizer = self.create_optimizer()
        self.global_step = 0

    def create_optimizer(self):
        return torch.optim.AdamW(self.model.parameters(), lr=self.args.lr)

    def compute_loss(self, model, inputs):
        raise NotImplementedError

    def training_step(self, inputs):
        self.model.train()
        loss = self.compute_loss(self.model, inputs)
        loss.backward()
        return loss.detach()

    def train(self):
        for epoch in range(self.args.epochs):
            for inputs in self.loader:
                self.optimizer.zero_grad()
                loss = self.training_step(inputs)
                if self.args.max_grad_norm:
                    torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.args.max_grad_norm)
                self.optimizer.step()
                self.global_step += 1
                if self.global_step % self.args.log_every == 0:
                    self.log({"loss": loss.item(), "epoch": epoch})
        return self

    def log(self, values):
        values["step"] = self.global_step
        for cb in self.args.callbacks:
            cb(values)
