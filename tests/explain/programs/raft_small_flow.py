import random
from typing import Iterator, List, Tuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

MAX_FLOW = 50.0
GAMMA = 0.8
ITERS = 3


def seed_all(seed: int = 1234) -> None:
    random.seed(seed); np.random.seed(seed); torch.manual_seed(seed)


def synthetic_pairs(n: int, bs: int, hw: int = 12) -> Iterator[Tuple[torch.Tensor, ...]]:
    """Yields (img1, img2, flow, valid), img2 is a roll of img1."""
    for _ in range(n):
        img1 = torch.rand(bs, 3, hw, hw)
        dx, dy = random.randint(-2, 2), random.randint(-2, 2)
        img2 = torch.roll(img1, (dy, dx), dims=(2, 3))
        flow = torch.empty(bs, 2, hw, hw)
        flow[:, 0], flow[:, 1] = dx, dy
        valid = torch.from_numpy((np.random.rand(bs, hw, hw) > 0.1).astype("float32"))
        yield img1, img2, flow, valid


class FlowUpdater(nn.Module):
    def __init__(self, dim: int = 16):
        super().__init__()
        self.enc = nn.Conv2d(3, dim, 3, padding=1)
        self.cell = nn.Conv2d(2 * dim + 2, dim, 3, padding=1)
        self.head = nn.Conv2d(dim, 2, 3, padding=1)

    def forward(self, a: torch.Tensor, b: torch.Tensor, iters: int = ITERS) -> List[torch.Tensor]:
        fa, fb = self.enc(a), self.enc(b)
        flow = torch.zeros_like(a[:, :2])
        out = []
        for _ in range(iters):
            flow = flow.detach()
            h = torch.tanh(self.cell(torch.cat([fa, fb, flow], 1)))
            flow = flow + self.head(h)
            out.append(flow)
        return out


def sequence_loss(flow_preds, flow_gt, valid, gamma=GAMMA, max_flow=MAX_FLOW):
    """ Loss defined over sequence of flow predictions """
    n_predictions = len(flow_preds)
    flow_loss = 0.0

    # exlude invalid pixels and extremely large diplacements
    mag = torch.sum(flow_gt ** 2, dim=1).sqrt()
    valid = (valid >= 0.5) & (mag < max_flow)

    for i in range(n_predictions):
        i_weight = gamma ** (n_predictions - i - 1)
        i_loss = (flow_preds[i] - flow_gt).abs()
        flow_loss += i_weight * (valid[:, None] * i_loss).flatten(1).mean(1)

    epe = torch.sum((flow_preds[-1] - flow_gt) ** 2, dim=1).sqrt()
    epe = epe.view(-1)[valid.view(-1)]
    metrics = {
        "epe": epe.mean().item(),
        "1px": (epe < 1).float().mean().item(),
    }
    return flow_loss, metrics


def train():
    seed_all()
    model = FlowUpdater()
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-5)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=20)
    for step, (img1, img2, flow, valid) in enumerate(synthetic_pairs(4, 3)):
        optimizer.zero_grad()
        flow_predictions = model(img1, img2)
        loss, metrics = sequence_loss(flow_predictions, flow, valid)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        print("step %d  epe %.3f  1px %.3f" % (step, metrics["epe"], metrics["1px"]))


if __name__ == "__main__":
    train()
