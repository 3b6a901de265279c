"""Strategies that turn several task losses into one objective."""
from abc import ABC, abstractmethod
from typing import Dict, Mapping, Sequence, Type

import torch
from torch import Tensor, nn

_BALANCERS: Dict[str, Type["Balancer"]] = {}


def balancer(name: str):
    def wrap(cls):
        _BALANCERS[name] = cls
        cls.name = name
        return cls
    return wrap


def make_balancer(name: str, tasks: Sequence[str], **kw) -> "Balancer":
    try:
        return _BALANCERS[name](tasks, **kw)
    except KeyError as exc:
        raise ValueError(f"unknown balancer {name!r}; have {sorted(_BALANCERS)}") from exc


class Balancer(nn.Module, ABC):
    def __init__(self, tasks: Sequence[str]) -> None:
        super().__init__()
        self.tasks = list(tasks)

    def _vector(self, losses: Mapping[str, Tensor]) -> Tensor:
        return torch.stack([losses[t] for t in self.tasks])

    @abstractmethod
    def forward(self, losses: Mapping[str, Tensor]) -> Tensor:
        ...


@balancer("static")
class Static(Balancer):
    def __init__(self, tasks, weights=None) -> None:
        super().__init__(tasks)
        w = weights or {t: 1.0 for t in tasks}
        self.register_buffer("w", torch.tensor([w[t] for t in tasks]))

    def forward(self, losses):
        return self.w @ self._vector(losses)


@balancer("uncertainty")
class Uncertainty(Balancer):
    """Homoscedastic uncertainty, Kendall et al. 2018."""

    def __init__(self, tasks) -> None:
        super().__init__(tasks)
        self.log_var = nn.Parameter(torch.zeros(len(self.tasks)))

    def forward(self, losses):
        v = self._vector(losses)
        precision = torch.exp(-self.log_var)
        return 0.5 * precision * v + 0.5 * self.log_var
