import torch
from torch import nn, optim

from config import CONFIG
from model import SharedNet


def build(namespace, spec, *args):
    return getattr(namespace, spec["type"])(*args, **spec.get("args", {}))


def synthetic(batch_size=2, hw=12, n_scene=5):
    return {
        "image": torch.rand(batch_size, 3, hw, hw),
        "scene": torch.randint(n_scene, (batch_size,)),
        "depth": torch.rand(batch_size, 1, hw, hw) * 10,
        "edges": (torch.rand(batch_size, 1, hw, hw) > 0.8).float(),
    }


class Runner:
    def __init__(self, cfg):
        torch.manual_seed(cfg["seed"])
        self.cfg = cfg
        self.net = SharedNet(**cfg["model"])
        self.criteria = {t: build(nn, c["criterion"]) for t, c in cfg["tasks"].items()}
        self.opt = build(optim, cfg["optimizer"], self.net.parameters())

    def losses(self, batch):
        out = self.net(batch["image"])
        return {t: self.criteria[t](out[t], batch[t]) for t in self.criteria}

    def step(self, batch):
        parts = self.losses(batch)
        total = sum(self.cfg["tasks"][t]["weight"] * l for t, l in parts.items())
        self.opt.zero_grad()
        total.backward()
        self.opt.step()
        return total.detach(), {t: l.detach() for t, l in parts.items()}

    def fit(self):
        for ep in range(self.cfg["epochs"]):
            for i in range(3):
                total, parts = self.step(synthetic())
                print(f"{ep}.{i} total={total.item():.3f} " + " ".join(f"{k}={v.item():.3f}" for k, v in parts.items()))


if __name__ == "__main__":
    Runner(CONFIG).fit()
