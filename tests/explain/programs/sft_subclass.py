"""SFT with a z-loss regulariser, on top of a stripped-down copy of our lab's trainer."""
import logging
import sys
from dataclasses import dataclass
from typing import Any, Dict, Iterable

import torch
import torch.nn as nn
import torch.nn.functional as F

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
log = logging.getLogger("sft")


@dataclass
class TrainingArguments:
    learning_rate: float = 1e-3
    max_grad_norm: float = 1.0
    logging_steps: int = 2
    z_loss_coef: float = 1e-4
    seed: int = 0


class BaseTrainer:
    def __init__(self, model: nn.Module, args: TrainingArguments, train_data: Iterable[Dict[str, torch.Tensor]]):
        self.model, self.args, self.train_data = model, args, train_data
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=args.learning_rate)
        self.global_step = 0

    def compute_loss(self, model, inputs, return_outputs=False):
        outputs = model(**inputs)
        return (outputs["loss"], outputs) if return_outputs else outputs["loss"]

    def training_step(self, inputs):
        self.model.train()
        loss = self.compute_loss(self.model, inputs)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.args.max_grad_norm)
        self.optimizer.step()
        self.optimizer.zero_grad()
        return loss.detach()

    @torch.no_grad()
    def evaluate(self, data):
        self.model.eval()
        vals = [self.compute_loss(self.model, b, return_outputs=True)[0].item() for b in data]
        return sum(vals) / len(vals)

    def train(self):
        for inputs in self.train_data:
            tr_loss = self.training_step(inputs)
            self.global_step += 1
            if self.global_step % self.args.logging_steps == 0:
                log.info("step %d loss %.4f", self.global_step, tr_loss)


class ZLossTrainer(BaseTrainer):
    def compute_loss(self, model, inputs, return_outputs=True):
        labels = inputs["labels"]
        outputs = model(input_ids=inputs["input_ids"])
        logits = outputs["logits"][:, :-1]
        ce = F.cross_entropy(logits.flatten(0, 1), labels[:, 1:].flatten(), ignore_index=-100)
        z = logits.logsumexp(-1).pow(2).mean()
        loss = ce + self.args.z_loss_coef * z
        if return_outputs:
            return loss, outputs
        return loss


class ToyLM(nn.Module):
    def __init__(self, vocab=50, d=24):
        super().__init__()
        self.emb = nn.Embedding(vocab, d)
        self.rnn = nn.LSTM(d, d, batch_first=True)
        self.head = nn.Linear(d, vocab)

    def forward(self, input_ids, labels=None) -> Dict[str, Any]:
        logits = self.head(self.rnn(self.emb(input_ids))[0])
        loss = None if labels is None else F.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten())
        return {"loss": loss, "logits": logits}


def batches(n: int):
    out = []
    for _ in range(n):
        ids = torch.randint(0, 50, (2, 10))
        lab = ids.clone()
        lab[:, :3] = -100
        out.append({"input_ids": ids, "labels": lab})
    return out


if __name__ == "__main__":
    args = TrainingArguments()
    torch.manual_seed(args.seed)
    trainer = ZLossTrainer(ToyLM(), args, batches(6))
    log.info("eval before %.4f", trainer.evaluate(batches(2)))
    trainer.train()
    log.info("eval after %.4f", trainer.evaluate(batches(2)))
