"""Sparse feature selection in an MLP by group lasso on input columns.

Penalties register themselves by name so that an experiment can switch them on in its spec.
"""
import logging
import sys
from typing import Callable

import numpy as np
import torch
from torch import nn, Tensor

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
log = logging.getLogger("gl")

PENALTIES: dict[str, Callable[[nn.Module], Tensor]] = {}


def penalty(name: str):
    def deco(fn):
        def wrapped(model: nn.Module, strength: float) -> Tensor:
            return strength * fn(model)

        PENALTIES[name] = wrapped
        return wrapped

    return deco


@penalty("l2")
def ridge(model: nn.Module) -> Tensor:
    return sum(p.pow(2).sum() for n, p in model.named_parameters() if n.endswith("weight"))


@penalty("group_lasso")
def columns(model: nn.Module) -> Tensor:
    first = model[0]
    return first.weight.norm(dim=0) * first.out_features ** 0.5


@penalty("sparse_out")
def last_l1(model: nn.Module) -> Tensor:
    return model[-1].weight.abs().sum()


class Experiment:
    def __init__(self, spec: dict):
        self.spec = spec
        torch.manual_seed(spec["seed"])
        d = spec["d"]
        self.model = nn.Sequential(nn.Linear(d, 20), nn.Softplus(), nn.Linear(20, 1))
        self.fit_loss = nn.MSELoss()
        self.optim = torch.optim.Adam(self.model.parameters(), lr=spec["lr"])

    def data(self):
        X = torch.randn(self.spec["n"], self.spec["d"])
        y = torch.sin(X[:, 0]) + 0.5 * X[:, 1] ** 2 + 0.1 * torch.randn(self.spec["n"])
        return X, y.unsqueeze(1)

    def objective(self, X: Tensor, y: Tensor) -> Tensor:
        value = self.fit_loss(self.model(X), y)
        for name, strength in self.spec["penalties"].items():
            value = value + PENALTIES[name](self.model, strength)
        return value

    def run(self) -> np.ndarray:
        X, y = self.data()
        for it in range(self.spec["iters"]):
            self.optim.zero_grad()
            obj = self.objective(X, y)
            obj.backward()
            self.optim.step()
            if it % 20 == 0:
                log.info("iter %d objective %.4f", it, obj.item())
        return self.model[0].weight.detach().norm(dim=0).numpy()


SPEC = {
    "seed": 17, "n": 80, "d": 9, "lr": 1e-2, "iters": 60,
    "penalties": {"l2": 1e-4, "group_lasso": 1e-3, "sparse_out": 1e-3},
}

if __name__ == "__main__":
    relevance = Experiment(SPEC).run()
    log.info("relevance %s", np.round(relevance, 3))
