import os
import torch
import torch.nn as nn
import config


class Trainer:
    def __init__(self, cfg):
        self.cfg = cfg
        torch.manual_seed(cfg["seed"])
        self.net = nn.Sequential(
            nn.Linear(6, cfg["model"]["hidden"]), nn.ReLU(),
            nn.Dropout(cfg["model"]["dropout"]),
            nn.Linear(cfg["model"]["hidden"], 1),
        )
        o = dict(cfg["optim"])
        self.opt = getattr(torch.optim, o.pop("name"))(self.net.parameters(), **o)
        l = dict(cfg["loss"])
        self.l1 = l.pop("l1")
        self.criterion = getattr(nn, l.pop("type"))(**l)

    def batches(self):
        bs = self.cfg["train"]["batch_size"]
        for _ in range(4):
            x = torch.randn(bs, 6)
            yield x, (x[:, 0] - x[:, 3] > 0).float()

    def step(self, x, y):
        pred = self.net(x).squeeze(1)
        data_term = self.criterion(pred, y)
        reg = self.l1 * sum(p.abs().sum() for p in self.net.parameters())
        obj = data_term + reg
        self.opt.zero_grad()
        obj.backward()
        self.opt.step()
        return obj

    def fit(self):
        for ep in range(self.cfg["train"]["epochs"]):
            tot, n = 0.0, 0
            for x, y in self.batches():
                tot += self.step(x, y).item()
                n += 1
            print(f"epoch {ep}  loss {tot / n:.4f}")


if __name__ == "__main__":
    Trainer(config.load(os.path.join(config.HERE, "conf.yaml"))).fit()
