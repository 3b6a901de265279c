import json
import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

HPARAMS = json.loads("""
{
  "seed": 11, "context": 12, "horizon": 4, "hidden": 16,
  "quantiles": [0.1, 0.5, 0.9],
  "epochs": 2, "batch": 8, "lr": 0.005
}
""")


@dataclass
class Window:
    ctx: torch.Tensor
    tgt: torch.Tensor


class LoadSeries(Dataset):
    def __init__(self, n: int, ctx: int, hor: int):
        t = np.arange(n)
        y = np.sin(2 * np.pi * t / 24) + 0.3 * np.sin(2 * np.pi * t / 168) + 0.1 * np.random.randn(n)
        self.y = torch.tensor(y, dtype=torch.float32)
        self.ctx, self.hor = ctx, hor

    def __len__(self):
        return (len(self.y) - self.ctx - self.hor) // 4

    def __getitem__(self, i):
        s = i * 4
        return self.y[s:s + self.ctx], self.y[s + self.ctx:s + self.ctx + self.hor]


class QuantileLoss(nn.Module):
    def __init__(self, quantiles):
        super().__init__()
        self.quantiles = quantiles

    def forward(self, preds, target):
        assert preds.size(0) == target.size(0)
        losses = []
        for i, q in enumerate(self.quantiles):
            errors = target - preds[..., i]
            losses.append(torch.max((q - 1) * errors, q * errors).unsqueeze(-1))
        losses = torch.cat(losses, dim=-1)
        return losses.sum(-1).mean(0)


class Forecaster(nn.Module):
    def __init__(self, hp):
        super().__init__()
        self.hp = hp
        self.rnn = nn.LSTM(1, hp["hidden"], batch_first=True)
        self.proj = nn.Linear(hp["hidden"], hp["horizon"] * len(hp["quantiles"]))

    def forward(self, x):
        h = self.rnn(x[..., None])[0][:, -1]
        return self.proj(h).view(-1, self.hp["horizon"], len(self.hp["quantiles"]))

    @property
    def n_params(self):
        return sum(p.numel() for p in self.parameters())


def coverage(pred, y):
    return ((y >= pred[..., 0]) & (y <= pred[..., -1])).float().mean().item()


def main(hp):
    random.seed(hp["seed"])
    np.random.seed(hp["seed"])
    torch.manual_seed(hp["seed"])

    ds = LoadSeries(160, hp["context"], hp["horizon"])
    dl = DataLoader(ds, batch_size=hp["batch"], shuffle=True, drop_last=True)
    model = Forecaster(hp)
    print("model with", model.n_params, "parameters,", len(ds), "windows")
    pinball = QuantileLoss(hp["quantiles"])
    opt = torch.optim.Adam(model.parameters(), lr=hp["lr"])

    history = []
    for e in range(hp["epochs"]):
        for batch in dl:
            w = Window(*batch)
            pred = model(w.ctx)
            batch_loss = pinball(pred, w.tgt)
            opt.zero_grad()
            batch_loss.backward()
            opt.step()
            history.append(batch_loss.detach().mean().item())
        print(f"epoch {e} | pinball {np.mean(history):.4f} | coverage {coverage(pred.detach(), w.tgt):.2f}")


main(HPARAMS)
