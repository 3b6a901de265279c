import json
import random

import numpy as np
import torch

from model import TransE
from registry import build_loss

CONFIG = json.loads("""
{"n_ent": 40, "n_rel": 5, "dim": 10, "negatives": 4, "batch": 16,
 "loss": "margin", "reg": 0.001, "lr": 0.05, "epochs": 3, "seed": 7}
""")


class Runner:
    def __init__(self, cfg):
        self.cfg = cfg
        self.model = TransE(cfg["n_ent"], cfg["n_rel"], cfg["dim"])
        self.criterion = build_loss(cfg["loss"])
        self.optim = torch.optim.Adagrad(self.model.parameters(), lr=cfg["lr"])
        self.triples = torch.stack([
            torch.randint(cfg["n_ent"], (48,)),
            torch.randint(cfg["n_rel"], (48,)),
            torch.randint(cfg["n_ent"], (48,)),
        ], dim=1)

    def corrupt(self, h, t):
        k = self.cfg["negatives"]
        noise = torch.randint(self.cfg["n_ent"], (len(h), k))
        if random.random() < 0.5:
            return noise, t[:, None].expand(-1, k)
        return h[:, None].expand(-1, k), noise

    def step(self, batch):
        h, r, t = batch.unbind(1)
        pos = self.model.score(h[:, None], r[:, None], t[:, None])
        nh, nt = self.corrupt(h, t)
        neg = self.model.score(nh, r[:, None], nt)

        rank_loss = self.criterion(pos, neg)
        penalty = self.cfg["reg"] * self.model.relation_penalty(r)
        total = rank_loss + penalty

        self.optim.zero_grad()
        total.backward()
        self.optim.step()
        self.model.renorm()
        return total.detach()

    def run(self):
        for epoch in range(self.cfg["epochs"]):
            perm = torch.randperm(len(self.triples))
            losses = [self.step(self.triples[i]) for i in perm.split(self.cfg["batch"])]
            print("epoch", epoch, "loss", torch.stack(losses).mean().item())


if __name__ == "__main__":
    random.seed(CONFIG["seed"])
    np.random.seed(CONFIG["seed"])
    torch.manual_seed(CONFIG["seed"])
    print("config:", CONFIG)
    Runner(CONFIG).run()
