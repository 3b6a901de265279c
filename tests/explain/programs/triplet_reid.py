"""Person re-identification: ID loss + batch-hard triplet loss."""
import torch
from torch import nn
import torch.nn.functional as F


class MetricLoss(nn.Module):
    """Base of the losses below: per-sample values -> number."""

    reduction = "mean"

    def per_sample(self, feat, pid):
        raise NotImplementedError

    def reduce(self, v):
        return {"mean": v.mean, "sum": v.sum}.get(self.reduction, lambda: v)()

    def forward(self, feat, pid):
        return self.reduce(self.per_sample(feat, pid))


class CenterLoss(MetricLoss):
    def __init__(self, n_ids, dim):
        super().__init__()
        self.centers = nn.Parameter(torch.randn(n_ids, dim))

    def per_sample(self, feat, pid):
        return (feat - self.centers[pid]).pow(2).sum(1)


class TripletHard(MetricLoss):
    reduction = "batch"

    def __init__(self, margin=0.3):
        super().__init__()
        self.margin = margin

    def per_sample(self, feat, pid):
        d = torch.cdist(feat, feat)
        same = pid[:, None].eq(pid[None])
        hardest_pos = (d - 1e6 * (~same)).max(dim=1).values
        hardest_neg = (d + 1e6 * same).min(dim=1).values
        return F.relu(hardest_pos - hardest_neg + self.margin)


class ReIDNet(nn.Module):
    def __init__(self, n_ids, dim=16):
        super().__init__()
        self.base = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU(), nn.Conv2d(8, dim, 3, 2, 1))
        self.bnneck = nn.BatchNorm1d(dim)
        self.classifier = nn.Linear(dim, n_ids, bias=False)

    def forward(self, x):
        f = self.base(x).mean((2, 3))
        return f, self.classifier(self.bnneck(f))


def pk_batch(p, k, n_ids):
    pid = torch.randperm(n_ids)[:p].repeat_interleave(k)
    return torch.randn(p * k, 3, 16, 8) + pid.view(-1, 1, 1, 1).float() / n_ids, pid


def do_train(n_ids=10, iters=4):
    torch.manual_seed(17)
    model = ReIDNet(n_ids)
    triplet, center = TripletHard(), CenterLoss(n_ids, 16)
    optimizer = torch.optim.Adam(model.parameters(), lr=3.5e-4)
    optimizer_center = torch.optim.SGD(center.parameters(), lr=0.5)
    for it in range(iters):
        img, pid = pk_batch(4, 3, n_ids)
        feat, score = model(img)
        loss = F.cross_entropy(score, pid) + triplet(feat, pid) + 5e-4 * center(feat, pid)
        optimizer.zero_grad()
        optimizer_center.zero_grad()
        loss.backward()
        optimizer.step()
        optimizer_center.step()
        acc = (score.argmax(1) == pid).float().mean()
        print(f"Iteration[{it + 1}/{iters}] Loss: {loss.item():.3f}, Acc: {acc:.3f}")


if __name__ == "__main__":
    do_train()
