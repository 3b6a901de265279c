from typing import Callable
import torch

METHODS = {}


def method(f):
    METHODS[f.__name__] = f
    return f


@method
def euler(f: Callable, t: float, y: torch.Tensor, h: float) -> torch.Tensor:
    return y + h * f(t, y)


@method
def midpoint(f: Callable, t: float, y: torch.Tensor, h: float) -> torch.Tensor:
    k = y + 0.5 * h * f(t, y)
    return y + h * f(t + 0.5 * h, k)


def odeint(f: Callable, y0: torch.Tensor, ts: torch.Tensor, name: str = "midpoint") -> torch.Tensor:
    """Solution at every ts, shape [len(ts), *y0.shape]."""
    step = METHODS[name]
    sol = torch.zeros(len(ts), *y0.shape)
    sol[0] = y0
    for i in range(len(ts) - 1):
        h = float(ts[i + 1] - ts[i])
        sol[i + 1] = step(f, float(ts[i]), sol[i], h)
    return sol
