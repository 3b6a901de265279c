import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvReg(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv1d(1, 8, 5, padding=2)
        self.c2 = nn.Conv1d(8, 8, 5, padding=2)
        self.fc = nn.Linear(8, 1)

    def forward(self, x):
        h = F.gelu(self.c2(F.gelu(self.c1(x))))
        return self.fc(h.mean(-1)).squeeze(-1)


class History:
    """phase -> metric -> list of values"""

    def __init__(self, phases, metrics=("loss", "rmse")):
        self.d = {p: {m: [] for m in metrics} for p in phases}

    def add(self, phase, **kw):
        for k, v in kw.items():
            self.d[phase][k].append(v)

    def last(self, phase, k):
        return self.d[phase][k][-1]


class Trainer:
    phases = ("train", "val")

    def __init__(self, model, lr=3e-3):
        self.model = model
        self.opt = torch.optim.Adam(model.parameters(), lr)
        self.history = History(self.phases)
        self.grad_norms = []

    def run_phase(self, phase, x, y):
        training = phase == "train"
        self.model.train(training)
        with torch.set_grad_enabled(training):
            pred = self.model(x)
            loss = F.mse_loss(pred, y)
        if training:
            self.opt.zero_grad()
            loss.backward(); self.history.add("train", loss=loss.item(), rmse=math.sqrt(loss.item()), gnorm=self.gnorm())
            self.opt.step()
        else:
            self.history.add(phase, loss=loss.item(), rmse=math.sqrt(loss.item()))

    def gnorm(self):
        return math.sqrt(sum(p.grad.pow(2).sum().item() for p in self.model.parameters()))

    def fit(self, data, epochs):
        for e in range(epochs):
            for phase in self.phases:
                self.run_phase(phase, *data[phase])
            print(f"{e}: " + " ".join(f"{p} {self.history.last(p, 'loss'):.4f}" for p in self.phases))


def tones(n, length=40):
    f = torch.rand(n) * 4 + 1
    t = torch.linspace(0, 1, length)
    return torch.sin(6.283 * f[:, None] * t)[:, None] + 0.1 * torch.randn(n, 1, length), f / 5


if __name__ == "__main__":
    torch.manual_seed(9)
    Trainer(ConvReg()).fit({"train": tones(32), "val": tones(16)}, epochs=3)
