import random
from dataclasses import dataclass, field
from typing import List

import numpy as np
import torch
from torch import nn, Tensor


@dataclass
class PoseCfg:
    num_joints: int = 5
    heatmap: int = 8
    image: int = 16
    stages: int = 2
    use_target_weight: bool = True
    topk: int = 3
    flip_pairs: List[tuple] = field(default_factory=lambda: [(1, 2), (3, 4)])


class JointsMSELoss(nn.Module):
    def __init__(self, use_target_weight: bool):
        super().__init__()
        self.criterion = nn.MSELoss(reduction="mean")
        self.use_target_weight = use_target_weight

    def forward(self, output: Tensor, target: Tensor, target_weight: Tensor) -> Tensor:
        B, J = output.shape[:2]
        preds = output.reshape(B, J, -1).split(1, 1)
        gts = target.reshape(B, J, -1).split(1, 1)
        loss = 0
        for j in range(J):
            p, g = preds[j].squeeze(1), gts[j].squeeze(1)
            if self.use_target_weight:
                w = target_weight[:, j]
                loss += 0.5 * self.criterion(p * w, g * w)
            else:
                loss += 0.5 * self.criterion(p, g)
        return loss / J


class JointsOHKMMSELoss(JointsMSELoss):
    """Online hard keypoint mining on top of JointsMSELoss."""

    def __init__(self, use_target_weight: bool, topk: int):
        super().__init__(use_target_weight)
        self.criterion = nn.MSELoss(reduction="none")
        self.topk = topk

    def ohkm(self, loss: Tensor) -> Tensor:
        hard, _ = torch.topk(loss, k=self.topk, dim=1, sorted=False)
        return hard.sum(dim=1) / self.topk

    def forward(self, output, target, target_weight):
        B, J = output.shape[:2]
        diff = self.criterion(output.reshape(B, J, -1), target.reshape(B, J, -1))
        if self.use_target_weight:
            diff = diff * target_weight
        return self.ohkm(0.5 * diff.mean(-1))


class Hourglassish(nn.Module):
    def __init__(self, c: PoseCfg, w: int = 12):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, w, 3, stride=2, padding=1), nn.ReLU())
        self.stages = nn.ModuleList(nn.Conv2d(w, w, 3, padding=1) for _ in range(c.stages))
        self.heads = nn.ModuleList(nn.Conv2d(w, c.num_joints, 1) for _ in range(c.stages))

    def forward(self, x):
        x, outs = self.stem(x), []
        for s, h in zip(self.stages, self.heads):
            x = x + torch.relu(s(x))
            outs.append(h(x))
        return outs


def gaussian_targets(n: int, c: PoseCfg):
    g = torch.arange(c.heatmap).float()
    xy = torch.from_numpy(np.random.uniform(0, c.heatmap - 1, (n, c.num_joints, 2))).float()
    gx = torch.exp(-(g - xy[..., :1]) ** 2 / 2)
    gy = torch.exp(-(g - xy[..., 1:]) ** 2 / 2)
    hm = gy[..., :, None] * gx[..., None, :]
    vis = (torch.rand(n, c.num_joints, 1) > 0.2).float()
    return hm, vis


def main():
    c = PoseCfg()
    random.seed(0), np.random.seed(0), torch.manual_seed(0)
    model = Hourglassish(c)
    crit = [JointsMSELoss(c.use_target_weight) for _ in range(c.stages - 1)]
    crit.append(JointsOHKMMSELoss(c.use_target_weight, c.topk))
    optim = torch.optim.RMSprop(model.parameters(), lr=2.5e-4)

    for it in range(3):
        imgs = torch.randn(6, 3, c.image, c.image)
        hm, vis = gaussian_targets(6, c)
        stage_losses = [f(o, hm, vis) for f, o in zip(crit, model(imgs))]
        loss = sum(stage_losses)
        optim.zero_grad()
        loss.backward()
        optim.step()
        print(f"iter {it}: " + ", ".join(f"s{i} {l.mean().item():.5f}" for i, l in enumerate(stage_losses)))


if __name__ == "__main__":
    main()
