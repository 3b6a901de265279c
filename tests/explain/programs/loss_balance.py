import torch
from torch import nn
from contextlib import contextmanager
from time import perf_counter


@contextmanager
def timed(label):
    t0 = perf_counter()
    yield
    print(f"[{label}] finished" if perf_counter() - t0 < 60 else f"[{label}] slow!")


class LossBalancer:
    """Divides every loss by an exponential average of its own magnitude."""

    def __init__(self, momentum=0.9):
        self.momentum = momentum
        self.avg = {}

    def __call__(self, **losses):
        total = 0.0
        for name, value in losses.items():
            if name not in self.avg:
                self.avg[name] = value.detach()
            else:
                m = self.momentum
                self.avg[name] = m * self.avg[name] + (1 - m) * value
            total = total + value / (self.avg[name] + 1e-8)
        return total


class Hydra(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Linear(6, 20), nn.Mish())
        self.age = nn.Linear(20, 1)
        self.sex = nn.Linear(20, 1)
        self.site = nn.Linear(20, 4)

    def forward(self, x):
        z = self.stem(x)
        return self.age(z).squeeze(-1), self.sex(z).squeeze(-1), self.site(z)


def fit(steps=6):
    net = Hydra()
    opt = torch.optim.NAdam(net.parameters(), lr=2e-3)
    balance = LossBalancer()
    l_age, l_sex, l_site = nn.HuberLoss(), nn.BCEWithLogitsLoss(), nn.CrossEntropyLoss()
    for i in range(steps):
        x = torch.randn(15, 6)
        age, sex, site = net(x)
        combined = balance(
            age=l_age(age, 40 + 10 * x[:, 0]),
            sex=l_sex(sex, (x[:, 1] > 0).float()),
            site=l_site(site, x[:, 2:].argmax(1)),
        )
        opt.zero_grad(set_to_none=True)
        combined.backward()
        opt.step()
        print(i, f"{combined.item():.4f}", {k: round(v.item(), 3) for k, v in balance.avg.items()})


torch.manual_seed(14)
with timed("training"):
    fit()
