import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

import config
from metrics import MAE, build_loss


class LoadNet(nn.Module):
    def __init__(self, n_series, horizon, n_q, hidden, dropout):
        super().__init__()
        self.horizon, self.n_q = horizon, n_q
        self.gru = nn.GRU(n_series, hidden, batch_first=True)
        self.drop = nn.Dropout(dropout)
        self.out = nn.Linear(hidden, horizon * n_q)

    def forward(self, x):
        _, h = self.gru(x)
        return self.out(self.drop(h[-1])).view(-1, self.horizon, self.n_q)


def make_windows(n=40):
    d = config.DATA
    t = np.arange(n + d["hist_len"] + d["horizon"])
    base = np.stack([np.sin(2 * np.pi * t / p) for p in (24, 12, 168)], 1)
    base += 0.1 * np.random.randn(*base.shape)
    X = np.stack([base[i:i + d["hist_len"]] for i in range(n)])
    Y = np.stack([base[i + d["hist_len"]:i + d["hist_len"] + d["horizon"], 0] for i in range(n)])
    return TensorDataset(torch.tensor(X, dtype=torch.float32), torch.tensor(Y, dtype=torch.float32))


def main():
    torch.manual_seed(config.TRAIN["seed"])
    np.random.seed(config.TRAIN["seed"])

    loader = DataLoader(make_windows(), batch_size=config.TRAIN["batch_size"], shuffle=True)
    model = LoadNet(config.DATA["n_series"], config.DATA["horizon"], len(config.LOSS["quantiles"]), **config.MODEL)
    criterion = build_loss(**config.LOSS)
    val_metric = MAE()
    optim = torch.optim.Adam(model.parameters(), lr=config.TRAIN["lr"])

    print(f"{len(loader.dataset)} windows, loss = {config.LOSS['name']}")
    for epoch in range(config.TRAIN["epochs"]):
        for xb, yb in loader:
            pred = model(xb)
            loss = criterion(pred, yb)
            optim.zero_grad()
            loss.backward()
            optim.step()
        with torch.no_grad():
            print(f"epoch {epoch}: loss {float(loss):.4f}  MAE {val_metric(pred, yb):.4f}")


if __name__ == "__main__":
    main()
