# traffic flow forecasting, dilated conv, trend-aware loss
import numpy as np
import torch
from torch import nn


def to_np(t):
    return t.detach().cpu().numpy()


class TCN(nn.Module):
    def __init__(self, sensors, hidden=16, levels=3, horizon=12):
        super().__init__()
        layers = []
        c = sensors
        for i in range(levels):
            d = 2 ** i
            layers += [nn.ConstantPad1d((2 * d, 0), 0.0), nn.Conv1d(c, hidden, 3, dilation=d), nn.ReLU()]
            c = hidden
        self.body = nn.Sequential(*layers)
        self.readout = nn.Linear(hidden, horizon * sensors)
        self.horizon, self.sensors = horizon, sensors

    def forward(self, x):                       # x: B, S, T
        h = self.body(x)[..., -1]
        return self.readout(h).view(-1, self.horizon, self.sensors)


class TrendLoss(nn.Module):
    """penalise wrong increments between neighbouring steps"""

    def __init__(self, p: int = 1):
        super().__init__()
        self.p = p

    def increments(self, series):
        return torch.from_numpy(np.diff(to_np(series), axis=1))

    def forward(self, yhat, y):
        dy_hat = self.increments(yhat)
        dy = self.increments(y)
        return (dy_hat - dy).abs().pow(self.p).mean()


def mape(yhat, y):
    return float(np.mean(np.abs(to_np(yhat) - to_np(y)) / (np.abs(to_np(y)) + 1)))


def load(n_sensors=4, length=160):
    rng = np.random.default_rng(5)
    t = np.arange(length)
    base = 50 + 20 * np.sin(2 * np.pi * t / 48)[None]
    flow = base + rng.normal(0, 3, (n_sensors, length))
    flow = (flow - flow.mean()) / flow.std()
    return torch.tensor(flow, dtype=torch.float32)


def sample(flow, bs, hist=32, hor=12):
    s = torch.randint(0, flow.shape[1] - hist - hor, (bs,))
    x = torch.stack([flow[:, i:i + hist] for i in s])
    y = torch.stack([flow[:, i + hist:i + hist + hor].T for i in s])
    return x, y


if __name__ == '__main__':
    torch.manual_seed(5)
    flow = load()
    net = TCN(flow.shape[0])
    criteria = {'trend': TrendLoss()}
    optimiser = torch.optim.RMSprop(net.parameters(), lr=1e-3)
    for it in range(6):
        x, y = sample(flow, 8)
        yhat = net(x)
        loss = sum(c(yhat, y) for c in criteria.values())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if it % 2 == 0:
            print('iter {:3d} loss {:.4f} mape {:.3f}'.format(it, loss.item(), mape(yhat, y)))
