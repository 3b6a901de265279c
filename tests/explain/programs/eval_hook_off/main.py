import torch
import torch.nn as nn

from engine import Engine, EvalCallback, Timer

CFG = dict(window=12, hidden=16, horizon=3, lr=5e-3, epochs=4, eval_every=2)


class Forecaster(nn.Module):
    def __init__(self, hidden, horizon):
        super().__init__()
        self.lstm = nn.LSTM(1, hidden, batch_first=True)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(hidden, horizon)

    def forward(self, x):
        _, (h, _) = self.lstm(x)
        return self.out(self.drop(h[-1]))


def make_loader(n, cfg):
    t = torch.arange(0, 60, 0.2)
    series = torch.sin(t) + 0.1 * torch.randn_like(t)
    w, h, batches = cfg["window"], cfg["horizon"], []
    for _ in range(n):
        start = torch.randint(0, len(t) - w - h, (8,)).tolist()
        x = torch.stack([series[s:s + w] for s in start]).unsqueeze(-1)
        y = torch.stack([series[s + w:s + w + h] for s in start])
        batches.append((x, y))
    return batches


def main(cfg):
    torch.manual_seed(2)
    model = Forecaster(cfg["hidden"], cfg["horizon"])
    optimizer = torch.optim.Adam(model.parameters(), lr=cfg["lr"])
    callbacks = [Timer(), EvalCallback(make_loader(2, cfg), nn.L1Loss(), every=cfg["eval_every"])]
    Engine(model, nn.MSELoss(), optimizer, callbacks).fit(make_loader(5, cfg), cfg["epochs"])


if __name__ == "__main__":
    main(CFG)
