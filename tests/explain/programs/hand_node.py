import random
import numpy as np
import torch
import torch.nn as nn

random.seed(1); np.random.seed(1); torch.manual_seed(1)

# ground truth: damped spiral
A = np.array([[-0.1, 2.0], [-2.0, -0.1]])
ts = torch.linspace(0, 2, 11)


def true_spiral(y0, ts):
    sub = 50
    y, out = np.array(y0, dtype=np.float64), [np.array(y0)]
    for a, b in zip(ts[:-1], ts[1:]):
        h = float(b - a) / sub
        for _ in range(sub):
            y = y + h * A @ y
        out.append(y.copy())
    return torch.tensor(np.stack(out), dtype=torch.float32)


class ODEFunc(nn.Module):
    nfe = 0

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 20), nn.Tanh(), nn.Linear(20, 2))

    def forward(self, t, y):
        ODEFunc.nfe += 1
        return self.net(y)


def euler_step(f, t, y, h):
    y += h * f(t, y)
    return y


def midpoint_step(f, t, y, h):
    k = f(t, y)
    return y + h * f(t + h / 2, y + h / 2 * k)


def rk4_step(f, t, y, h):
    k1 = f(t, y)
    k2 = f(t + h / 2, y + h / 2 * k1)
    k3 = f(t + h / 2, y + h / 2 * k2)
    k4 = f(t + h, y + h * k3)
    return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


STEPPERS = {"euler": euler_step, "midpoint": midpoint_step, "rk4": rk4_step}


def odeint(f, y0, ts, method="rk4"):
    step = STEPPERS[method]
    y = y0.clone()
    ys = [y.clone()]
    for t0, t1 in zip(ts[:-1], ts[1:]):
        y = step(f, t0, y, t1 - t0)
        ys.append(y.clone())
    return torch.stack(ys)


target = true_spiral([2.0, 0.0], ts)
func = ODEFunc()
opt = torch.optim.RMSprop(func.parameters(), lr=1e-3)

# warm start with the cheap solver, then switch to the accurate ones
schedule = [("rk4", 2), ("midpoint", 2), ("euler", 2)]
for method, n in schedule:
    for it in range(n):
        opt.zero_grad()
        pred = odeint(func, target[0], ts, method=method)
        mse = torch.mean(torch.abs(pred - target))
        mse.backward()
        opt.step()
        print(f"{method:9s} it {it} loss {mse.item():.5f} nfe {ODEFunc.nfe}")
        ODEFunc.nfe = 0
