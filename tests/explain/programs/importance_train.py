"""Importance-weighted training: the weight of each sample goes in as the incoming gradient."""
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class Net(nn.Module):
    def __init__(self, d_in=6, h=24):
        super().__init__()
        self.seq = nn.Sequential(nn.Linear(d_in, h), nn.ReLU(), nn.Linear(h, 1))

    def forward(self, x):
        return self.seq(x).squeeze(-1)


class WeightedTrainer:
    def __init__(self, net, loader, lr=1e-2, temperature=2.0):
        self.net, self.loader = net, loader
        self.opt = torch.optim.SGD(net.parameters(), lr=lr)
        self.criterion = nn.SmoothL1Loss(reduction="none")
        self.uniform = torch.full((loader.batch_size,), 1.0 / loader.batch_size)
        self.temperature = temperature

    def weights(self, err, epoch):
        if epoch == 0:                     # warm-up: no importance sampling yet
            return self.uniform
        return torch.softmax(err.detach() * self.temperature, dim=0)

    def train_epoch(self, epoch):
        seen, total = 0, 0.0
        for x, y in self.loader:
            err = self.criterion(self.net(x), y)
            w = self.weights(err, epoch)
            self.opt.zero_grad()
            err.backward(gradient=w)
            self.opt.step()
            seen += len(x)
            total += err.sum().item()
        return total / seen

    def fit(self, epochs):
        for e in range(epochs):
            print(f"epoch {e}: mean error {self.train_epoch(e):.4f}")


def build_loader(n=50, bs=16):
    x = torch.randn(n, 6)
    y = x[:, 0] * x[:, 1] + 0.1 * torch.randn(n)
    y[::10] += 3
    return DataLoader(TensorDataset(x, y), batch_size=bs, shuffle=True)


def main():
    torch.manual_seed(64)
    trainer = WeightedTrainer(Net(), build_loader())
    trainer.fit(epochs=3)
    print("done")


if __name__ == "__main__":
    main()
