import torch
import torch.nn as nn
from dataclasses import dataclass


@dataclass
class TrainConf:
    objective: str = "quantile"        # mse | huber | quantile
    quantiles: tuple = (0.1, 0.5, 0.9)
    lr: float = 1e-2
    n_epochs: int = 3
    batch: int = 20
    delta: float = 1.0


class PriceNet(nn.Module):
    def __init__(self, n_feat: int, n_out: int):
        super().__init__()
        self.bn = nn.BatchNorm1d(n_feat)
        self.l1 = nn.Linear(n_feat, 32)
        self.l2 = nn.Linear(32, n_out)

    def forward(self, x):
        return self.l2(torch.relu(self.l1(self.bn(x))))


class Objective:
    def __init__(self, conf: TrainConf):
        self.conf = conf

    def pinball(self, pred, y):
        total = 0
        for i, q in enumerate(self.conf.quantiles):
            e = y - pred[:, i]
            total = total + torch.maximum(q * e, (q - 1) * e).mean()
        return total / len(self.conf.quantiles)

    def __call__(self, pred, y):
        c = self.conf
        if c.objective == "mse":
            return nn.functional.mse_loss(pred[:, 0], y)
        elif c.objective == "huber":
            return nn.functional.huber_loss(pred[:, 0], y, delta=c.delta)
        elif c.objective == "quantile":
            self.pinball(pred, y)
        else:
            raise ValueError(f"unknown objective {c.objective!r}")


def houses(n):
    sqm = torch.rand(n) * 150 + 30
    rooms = (sqm / 30).round()
    dist = torch.rand(n) * 20
    X = torch.stack([sqm, rooms, dist, torch.randn(n)], 1)
    y = (3 * sqm + 20 * rooms - 8 * dist) / 100 + 0.3 * torch.randn(n)
    return X, y


def coverage(net, X, y):
    net.eval()
    with torch.no_grad():
        out = net(X)
    net.train()
    return ((y > out[:, 0]) & (y < out[:, -1])).float().mean().item()


def run(conf: TrainConf):
    torch.manual_seed(29)
    X, y = houses(100)
    n_out = len(conf.quantiles) if conf.objective == "quantile" else 1
    net, objective = PriceNet(X.shape[1], n_out), Objective(conf)
    opt = torch.optim.Adam(net.parameters(), lr=conf.lr)
    for epoch in range(conf.n_epochs):
        for idx in torch.randperm(len(X)).split(conf.batch):
            loss = objective(net(X[idx]), y[idx])
            opt.zero_grad()
            loss.backward()
            opt.step()
        print(f"{conf.objective} epoch {epoch}: {loss.item():.4f}, coverage {coverage(net, X, y):.2f}")


if __name__ == "__main__":
    run(TrainConf())
