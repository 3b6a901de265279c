"""Multi-task learning with projected task gradients (PCGrad), three tabular targets."""
import itertools
import logging
import random
import sys

import torch
from torch import nn

logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s", level=logging.INFO)
log = logging.getLogger("mtl")

TASKS = ("price", "sold", "days")


class MultiTaskNet(nn.Module):
    def __init__(self, n_in: int, width: int = 16):
        super().__init__()
        self.log_vars = nn.ParameterDict({t: nn.Parameter(torch.zeros(())) for t in TASKS})
        self.trunk = nn.Sequential(nn.Linear(n_in, width), nn.ELU(), nn.Linear(width, width), nn.ELU())
        self.heads = nn.ModuleDict({t: nn.Linear(width, 1) for t in TASKS})

    def forward(self, x):
        z = self.trunk(x)
        return {t: head(z).squeeze(-1) for t, head in self.heads.items()}

    def shared_parameters(self):
        return [p for name, p in self.named_parameters() if not name.startswith("heads.")]

    def weigh(self, task, loss):
        """homoscedastic uncertainty weighting (Kendall et al.)"""
        s = self.log_vars[task]
        return torch.exp(-s) * loss + s


CRITERIA = {
    "price": nn.MSELoss(),
    "sold": nn.BCEWithLogitsLoss(),
    "days": nn.L1Loss(),
}


def project(grads: dict) -> torch.Tensor:
    out = {t: g.clone() for t, g in grads.items()}
    conflicts = 0
    for t in TASKS:
        others = [o for o in TASKS if o != t]
        random.shuffle(others)
        for o in others:
            dot = torch.dot(out[t], grads[o])
            if dot < 0:
                conflicts += 1
                out[t] -= dot / grads[o].pow(2).sum() * grads[o]
    log.debug("conflicts %d", conflicts)
    return sum(out.values())


def write_back(params, flat):
    offset = 0
    for p in params:
        p.grad = flat[offset:offset + p.numel()].view_as(p).clone()
        offset += p.numel()


def step(model, optimizer, x, y):
    preds = model(x)
    losses = {t: CRITERIA[t](preds[t], y[t]) for t in TASKS}
    optimizer.zero_grad()
    shared = model.shared_parameters()
    grads = {}
    for t in TASKS:
        g = torch.autograd.grad(losses[t], shared, retain_graph=True)
        grads[t] = torch.cat([v.flatten() for v in g])
    sum(model.weigh(t, losses[t]) for t in TASKS).backward()
    write_back(shared, project(grads))
    optimizer.step()
    return {t: l.item() for t, l in losses.items()}


def main():
    random.seed(4)
    torch.manual_seed(4)
    x = torch.randn(48, 7)
    y = {"price": x[:, 0] * 2 + x[:, 1], "sold": (x[:, 2] > 0).float(), "days": x[:, 3].abs() - x[:, 0]}
    model = MultiTaskNet(7)
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for epoch, start in itertools.product(range(3), range(0, 48, 16)):
        sl = slice(start, start + 16)
        losses = step(model, optimizer, x[sl], {t: v[sl] for t, v in y.items()})
        if start == 32:
            log.info("epoch %d %s", epoch, " ".join(f"{t}:{v:.3f}" for t, v in losses.items()))


if __name__ == "__main__":
    main()
