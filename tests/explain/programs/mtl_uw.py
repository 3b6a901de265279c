"""
Multi-task toy: depth + segmentation + normals with learned task weights (Kendall et al. 2018).
Posting a stripped version, the real one has a ResNet encoder. -- Nikos
"""
from typing import Dict

import torch
import torch.nn as nn
import torch.nn.functional as F


class Encoder(nn.Sequential):
    def __init__(self, width=8):
        super().__init__(
            nn.Conv2d(3, width, 3, stride=2, padding=1), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, 2 * width, 3, padding=1), nn.BatchNorm2d(2 * width), nn.ReLU())


class Heads(nn.Module):
    OUT = {"depth": 1, "seg": 5, "normal": 3}

    def __init__(self, c):
        super().__init__()
        self.heads = nn.ModuleDict({k: nn.Conv2d(c, o, 1) for k, o in self.OUT.items()})

    def forward(self, f):
        up = F.interpolate(f, scale_factor=2, mode="bilinear", align_corners=False)
        return {k: h(up) for k, h in self.heads.items()}


class AutoWeight(nn.Module):
    """s_i = log sigma_i^2 is what we learn"""

    def __init__(self, n_tasks: int):
        super().__init__()
        self.log_vars = nn.Parameter(torch.zeros(n_tasks))

    @property
    def precision(self):
        return torch.exp(-self.log_vars)

    def forward(self, losses: Dict[str, torch.Tensor]) -> torch.Tensor:
        total = 0.0
        for i, name in enumerate(sorted(losses)):
            total = total + 0.5 * self.precision * losses[name] + 0.5 * self.log_vars[i]
        return total


def depth_loss(pred, gt):
    valid = gt > 0
    return (pred[valid] - gt[valid]).abs().mean()


def normal_loss(pred, gt):
    return 1 - F.cosine_similarity(pred, gt, dim=1).mean()


TASKS = {
    "depth": depth_loss,
    "seg": lambda p, t: F.cross_entropy(p, t, ignore_index=255),
    "normal": normal_loss,
}


def batch(bs=4, s=16):
    depth = torch.rand(bs, 1, s, s) * 10
    depth[torch.rand_like(depth) < 0.3] = 0          # lidar holes
    seg = torch.randint(0, 5, (bs, s, s))
    seg[torch.rand(bs, s, s) < 0.1] = 255
    return torch.randn(bs, 3, s, s), {"depth": depth, "seg": seg, "normal": torch.randn(bs, 3, s, s)}


class MTL:
    def __init__(self):
        self.enc, self.heads, self.aw = Encoder(), Heads(16), AutoWeight(len(TASKS))
        self.opt = torch.optim.AdamW([
            {"params": [*self.enc.parameters(), *self.heads.parameters()], "lr": 1e-3},
            {"params": self.aw.parameters(), "lr": 1e-2, "weight_decay": 0.0},
        ])

    def step(self, x, y):
        out = self.heads(self.enc(x))
        losses = {k: f(out[k], y[k]) for k, f in TASKS.items()}
        total = self.aw(losses)
        self.opt.zero_grad(set_to_none=True)
        total.backward()
        self.opt.step()
        return {k: round(v.item(), 3) for k, v in losses.items()}


if __name__ == "__main__":
    torch.manual_seed(11)
    mtl = MTL()
    for it in range(4):
        print(it, mtl.step(*batch()))
    print("sigmas:", [f"{s:.3f}" for s in torch.exp(0.5 * mtl.aw.log_vars).tolist()])
