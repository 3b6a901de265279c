"""Traffic speed forecasting (METR-LA style) with a guard that stops on diverging runs."""
import sys
import numpy as np
import torch
import torch.nn as nn


class DivergedError(RuntimeError):
    pass


def masked_mae(pred, true, null_val=0.0):
    keep = (true != null_val).float()
    keep = keep / keep.mean()
    return (torch.abs(pred - true) * keep).mean()


class Scaler:
    def __init__(self, data):
        self.mean = data.mean(axis=0)
        self.std = data.std(axis=0)

    def __call__(self, d):
        return (d - self.mean) / self.std

    def back(self, d):
        return d * torch.as_tensor(self.std) + torch.as_tensor(self.mean)


class Seq2Seq(nn.Module):
    def __init__(self, sensors, hid=24, horizon=3):
        super().__init__()
        self.enc = nn.GRU(sensors, hid, batch_first=True)
        self.dec = nn.GRUCell(sensors, hid)
        self.out = nn.Linear(hid, sensors)
        self.horizon = horizon

    def forward(self, x):
        _, h = self.enc(x)
        h, cur, ys = h[0], x[:, -1], []
        for _ in range(self.horizon):
            h = self.dec(cur, h)
            cur = self.out(h)
            ys.append(cur)
        return torch.stack(ys, 1)


def sliding(a, n_in=12, n_out=3):
    idx = range(len(a) - n_in - n_out)
    x = np.stack([a[i:i + n_in] for i in idx])
    y = np.stack([a[i + n_in:i + n_in + n_out] for i in idx])
    return torch.from_numpy(x), torch.from_numpy(y)


class Supervisor:
    def __init__(self, speeds, lr=1e-2):
        self.scaler = Scaler(speeds)
        self.x, _ = sliding(self.scaler(speeds))
        _, self.y = sliding(speeds)
        self.net = Seq2Seq(speeds.shape[1])
        self.opt = torch.optim.Adam(self.net.parameters(), lr=lr)

    def epoch(self, k, bs=32):
        tot = 0.0
        for i, ix in enumerate(torch.randperm(len(self.x)).split(bs)):
            pred = self.scaler.back(self.net(self.x[ix]))
            mae = masked_mae(pred, self.y[ix])
            if not torch.isfinite(mae):
                per_sensor = torch.abs(pred - self.y[ix]).mean((0, 1))
                bad = torch.nonzero(~torch.isfinite(per_sensor)).flatten().tolist()
                raise DivergedError(f"loss is {mae.item()} at epoch {k} batch {i}, sensors {bad}")
            self.opt.zero_grad()
            mae.backward()
            nn.utils.clip_grad_norm_(self.net.parameters(), 5)
            self.opt.step()
            tot += mae.item()
        print("epoch", k, "mae %.3f" % (tot / (i + 1)))


if __name__ == "__main__":
    np.random.seed(12); torch.manual_seed(12)
    v = (55 + 8 * np.random.randn(160, 6)).astype(np.float32)
    v[:, 4] = 0.0        # broken loop detector
    try:
        sup = Supervisor(v)
        for k in range(2):
            sup.epoch(k)
    except DivergedError as e:
        print("stopped:", e)
        raise
