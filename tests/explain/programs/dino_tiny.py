"""Self-distillation without labels, minimal."""
import copy
from functools import partial

import torch
import torch.nn as nn
import torch.nn.functional as F

norm = partial(F.normalize, dim=-1, p=2)


def augment(x, sigma=0.3):
    flip = torch.rand(len(x), 1, 1, 1) < 0.5
    x = torch.where(flip, x.flip(-1), x)
    return x + sigma * torch.randn_like(x)


class Encoder(nn.Module):
    def __init__(self, out_dim):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 12, 3, 2, 1), nn.GELU(), nn.Conv2d(12, 24, 3, 2, 1), nn.GELU(),
                                  nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.proj = nn.Linear(24, 16)
        self.last = nn.Linear(16, out_dim, bias=False)

    def forward(self, x):
        return self.last(norm(self.proj(self.body(x))))


class CenteredCE(nn.Module):
    def __init__(self, out_dim, ts=0.1, tt=0.04, momentum=0.9):
        super().__init__()
        self.ts, self.tt, self.m = ts, tt, momentum
        self.register_buffer("center", torch.zeros(1, out_dim))

    def forward(self, student, teacher):
        p_t = F.softmax((teacher.detach() - self.center) / self.tt, dim=-1)
        logp = F.log_softmax((student - self.center) / self.ts, dim=-1)
        loss = -(p_t * logp).sum(-1).mean()
        self.update_center(teacher, student)
        return loss

    def update_center(self, teacher, student):
        batch = 0.5 * (teacher.detach() + student).mean(0, keepdim=True)
        self.center = self.m * self.center + (1 - self.m) * batch


@torch.no_grad()
def ema(teacher, student, tau=0.99):
    for pt, ps in zip(teacher.parameters(), student.parameters()):
        pt.mul_(tau).add_(ps, alpha=1 - tau)


def main(steps=6, out_dim=20):
    torch.manual_seed(6)
    student = Encoder(out_dim)
    teacher = copy.deepcopy(student).requires_grad_(False)
    crit = CenteredCE(out_dim)
    opt = torch.optim.SGD(student.parameters(), lr=0.05, momentum=0.9)
    pool = torch.randn(32, 3, 16, 16)
    for step in range(steps):
        x = pool[torch.randperm(32)[:8]]
        v1, v2 = augment(x), augment(x)
        loss = (crit(student(v1), teacher(v2)) + crit(student(v2), teacher(v1))) / 2
        opt.zero_grad()
        loss.backward()
        opt.step()
        ema(teacher, student)
        if step % 2 == 0:
            print(f"step {step}: loss {loss.item():.4f} |center| {crit.center.norm().item():.4f}")


if __name__ == "__main__":
    main()
