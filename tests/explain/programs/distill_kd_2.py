import copy
import json

import torch
from torch import nn
import torch.nn.functional as F

CONFIG = json.loads("""
{
  "seed": 42,
  "epochs": 3,
  "num_classes": 7,
  "teacher": {"width": 64, "depth": 3},
  "student": {"width": 16, "depth": 1},
  "optim":   {"lr": 0.05, "momentum": 0.9},
  "kd":      {"T": 4.0, "alpha": 0.7, "reduction": "none"}
}
""")


def build_net(width, depth, n_in=10, n_out=7):
    layers = [nn.Linear(n_in, width), nn.ReLU()]
    for _ in range(depth - 1):
        layers += [nn.Linear(width, width), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(width, n_out))


class SoftTarget(nn.KLDivLoss):
    """KL(teacher || student) at temperature T, scaled by T^2 as in Hinton et al."""

    def __init__(self, T, reduction="batchmean"):
        super().__init__(reduction=reduction)
        self.T = T

    def forward(self, student_logits, teacher_logits):
        log_p = F.log_softmax(student_logits / self.T, dim=1)
        q = F.softmax(teacher_logits / self.T, dim=1)
        return super().forward(log_p, q) * self.T ** 2


class DistillCriterion(nn.Module):
    def __init__(self, alpha, **soft_kwargs):
        super().__init__()
        self.alpha = alpha
        self.hard = nn.CrossEntropyLoss(label_smoothing=0.05)
        self.soft = SoftTarget(**soft_kwargs)

    def forward(self, s, t, y):
        return self.alpha * self.soft(s, t) + (1 - self.alpha) * self.hard(s, y)


class Distiller:
    def __init__(self, teacher, student, cfg):
        self.teacher = copy.deepcopy(teacher).eval()
        for p in self.teacher.parameters():
            p.requires_grad_(False)
        self.student = student
        self.criterion = DistillCriterion(**cfg["kd"])
        self.opt = torch.optim.SGD(student.parameters(), **cfg["optim"])

    def step(self, x, y):
        with torch.no_grad():
            t = self.teacher(x)
        s = self.student(x)
        kd = self.criterion(s, t, y)
        self.opt.zero_grad()
        kd.backward()
        self.opt.step()
        return kd.detach(), (s.argmax(1) == y).float().mean()


def main(cfg):
    torch.manual_seed(cfg["seed"])
    x = torch.randn(96, 10)
    y = torch.randint(0, cfg["num_classes"], (96,))
    teacher = build_net(**cfg["teacher"], n_out=cfg["num_classes"])
    student = build_net(**cfg["student"], n_out=cfg["num_classes"])
    d = Distiller(teacher, student, cfg)
    for epoch in range(cfg["epochs"]):
        losses, accs = [], []
        for xb, yb in zip(x.split(24), y.split(24)):
            l, a = d.step(xb, yb)
            losses.append(l)
            accs.append(a)
        print("Epoch %d | kd %.3f | acc %.2f" % (epoch, torch.stack(losses).mean(), torch.stack(accs).mean()))


main(CONFIG)
