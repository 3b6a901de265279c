# CS-439 homework 3, part (b): gradient descent and momentum on test functions
import argparse
from dataclasses import dataclass, field
from typing import Callable, List

import torch


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def rastrigin(x):
    return 10 * x.numel() + (x ** 2 - 10 * torch.cos(2 * torch.pi * x)).sum()


@dataclass
class Problem:
    fn: Callable
    x0: List[float]
    lr: float
    name: str = ""
    history: List[float] = field(default_factory=list)

    @property
    def start(self):
        return torch.tensor(self.x0, dtype=torch.float64)


PROBLEMS = [
    Problem(rosenbrock, [-1.2, 1.0, 0.8], 1e-4, "rosenbrock"),
    Problem(rastrigin, [0.7, -0.4], 1e-3, "rastrigin"),
]


class Momentum:
    def __init__(self, x, lr, beta=0.0):
        self.x, self.lr, self.beta = x, lr, beta
        self.v = torch.zeros_like(x)

    @torch.no_grad()
    def step(self):
        self.v.mul_(self.beta).add_(self.x.grad)
        self.x.sub_(self.lr * self.v)
        self.x.grad = None


def minimize(problem, n_steps, beta):
    x = problem.start
    optimizer = Momentum(x, problem.lr, beta)
    for _ in range(n_steps):
        value = problem.fn(x)
        problem.history.append(value.item())
        value.backward()
        optimizer.step()
    return x.detach()


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("-n", "--steps", type=int, default=40)
    ap.add_argument("--beta", type=float, default=0.9)
    a = ap.parse_args()
    for prob in PROBLEMS:
        sol = minimize(prob, a.steps, a.beta)
        print(f"{prob.name:12s} f0={prob.history[0]:9.4f} f={prob.history[-1]:9.4f} x={[round(v, 3) for v in sol.tolist()]}")
