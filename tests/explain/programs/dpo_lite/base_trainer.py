from dataclasses import dataclass
from typing import Any, Dict, Tuple

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class TrainingArguments:
    learning_rate: float = 1e-3
    max_steps: int = 6
    gradient_accumulation_steps: int = 2
    max_grad_norm: float = 1.0
    logging_steps: int = 2


class Trainer:
    def __init__(self, model: nn.Module, args: TrainingArguments, loader):
        self.model, self.args, self.loader = model, args, loader
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=args.learning_rate)
        self.history: Dict[str, list] = {}

    def compute_loss(self, model, inputs: Dict[str, Any]) -> torch.Tensor:
        logits = model(inputs["input_ids"])
        return F.cross_entropy(logits[:, :-1].flatten(0, 1), inputs["input_ids"][:, 1:].flatten())

    def training_step(self, model, inputs) -> torch.Tensor:
        model.train()
        loss = self.compute_loss(model, inputs)
        if self.args.gradient_accumulation_steps > 1:
            loss = loss / self.args.gradient_accumulation_steps
        loss.backward()
        return loss.detach()

    def train(self):
        acc = self.args.gradient_accumulation_steps
        for step, inputs in zip(range(1, self.args.max_steps + 1), self.loader):
            tr_loss = self.training_step(self.model, inputs)
            if step % acc == 0:
                nn.utils.clip_grad_norm_(self.model.parameters(), self.args.max_grad_norm)
                self.optimizer.step()
                self.optimizer.zero_grad()
            if step % self.args.logging_steps == 0:
                extra = {k: round(sum(v) / len(v), 4) for k, v in self.history.items()}
                print({"loss": round(tr_loss.item() * acc, 4), **extra, "step": step})
                self.history.clear()
