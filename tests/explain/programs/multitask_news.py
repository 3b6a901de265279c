"""News articles: topic + sentiment + click-through, shared GRU encoder."""
import logging
import sys

import torch
from torch import nn

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)s %(message)s")
log = logging.getLogger(__name__)

CONFIG = {
    "vocab": 50, "emb": 12, "hid": 16, "len": 10, "bs": 8, "steps": 6, "lr": 2e-3,
    "tasks": {
        "topic": {"n_out": 6, "weight": 1.0},
        "sentiment": {"n_out": 3, "weight": 0.5},
        "ctr": {"n_out": 1, "weight": 2.0},
    },
}


class NewsModel(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.emb = nn.Embedding(cfg["vocab"], cfg["emb"], padding_idx=0)
        self.enc = nn.GRU(cfg["emb"], cfg["hid"], batch_first=True, bidirectional=True)
        self.heads = nn.ModuleDict(
            {t: nn.Linear(2 * cfg["hid"], c["n_out"]) for t, c in cfg["tasks"].items()}
        )

    def forward(self, ids):
        h, _ = self.enc(self.emb(ids))
        pooled = h.max(dim=1).values
        return {t: head(pooled) for t, head in self.heads.items()}


CRITERIA = {
    "topic": nn.CrossEntropyLoss(),
    "sentiment": nn.CrossEntropyLoss(),
    "ctr": lambda out, y: nn.functional.binary_cross_entropy_with_logits(out.squeeze(1), y),
}


class Meter:
    def __init__(self):
        self.hist = []

    def update(self, losses):
        self.hist.append(losses)

    def summary(self):
        keys = self.hist[0].keys()
        return ", ".join(f"{k}={sum(h[k] for h in self.hist) / len(self.hist):.3f}" for k in keys)


def compute_losses(out, targets):
    # plain numbers are easier to log
    return {t: CRITERIA[t](out[t], targets[t]).item() for t in out}


def weighted_total(losses, cfg):
    return sum(cfg["tasks"][t]["weight"] * l for t, l in losses.items())


def batches(cfg):
    for _ in range(cfg["steps"]):
        ids = torch.randint(1, cfg["vocab"], (cfg["bs"], cfg["len"]))
        yield ids, {
            "topic": torch.randint(0, 6, (cfg["bs"],)),
            "sentiment": torch.randint(0, 3, (cfg["bs"],)),
            "ctr": torch.rand(cfg["bs"]).round(),
        }


def main(cfg=CONFIG):
    torch.manual_seed(123)
    model = NewsModel(cfg)
    opt = torch.optim.AdamW(model.parameters(), lr=cfg["lr"])
    meter = Meter()
    for ids, targets in batches(cfg):
        losses = compute_losses(model(ids), targets)
        total = weighted_total(losses, cfg)
        opt.zero_grad()
        total.backward()
        opt.step()
        meter.update(losses)
    log.info("train | %s", meter.summary())


if __name__ == "__main__":
    main()
