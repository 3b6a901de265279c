from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class TemperatureHead(nn.Module):
    """Predicts one temperature per instance, between t_min and t_max."""

    def __init__(self, dim: int, t_min: float = 1.0, t_max: float = 8.0) -> None:
        super().__init__()
        self.fc = nn.Linear(dim, 1)
        self.t_min, self.t_max = t_min, t_max

    def forward(self, f: Tensor) -> Tensor:
        return self.t_min + (self.t_max - self.t_min) * torch.sigmoid(self.fc(f))


class GlobalTemperature(nn.Module):
    def __init__(self, value: float = 4.0) -> None:
        super().__init__()
        self.log_t = nn.Parameter(torch.tensor(value).log())

    def forward(self, f: Tensor) -> Tensor:
        return self.log_t.exp()


TEMPERATURES = {"instance": TemperatureHead, "global": GlobalTemperature}


class Distiller(nn.Module):
    def __init__(self, student: nn.Module, teacher: nn.Module, temperature: nn.Module) -> None:
        super().__init__()
        self.student, self.teacher, self.temperature = student, teacher.eval(), temperature
        for p in self.teacher.parameters():
            p.requires_grad_(False)

    def kd_loss(self, s: Tensor, t: Tensor, T: Tensor) -> Tensor:
        return F.kl_div(F.log_softmax(s / T, dim=1), F.softmax(t / T, dim=1), reduction="batchmean") * T**2

    def forward(self, x: Tensor, y: Tensor) -> dict[str, Tensor]:
        s_logits, _ = self.student(x)
        with torch.no_grad():
            t_logits, t_feat = self.teacher(x)
        T = self.temperature(t_feat)
        return {
            "ce": F.cross_entropy(s_logits, y),
            "kd": self.kd_loss(s_logits, t_logits, T),
        }
