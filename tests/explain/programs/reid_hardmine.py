"""Person re-ID baseline: ID loss + batch-hard triplet (P identities x K images)."""
import torch
import torch.nn as nn
import torch.nn.functional as F

P, K, DIM, N_ID = 4, 4, 32, 20


class RankingLoss(nn.Module):
    """computes one hinge per anchor, sub-classes say what to keep"""

    def __init__(self, margin=0.3, dist=lambda a, b: torch.cdist(a, b)):
        super().__init__()
        self.margin = margin
        self.dist = dist

    def mine(self, d, same):
        raise NotImplementedError

    def aggregate(self, h):
        return h.mean()

    def forward(self, feat, pid):
        same = pid[:, None].eq(pid[None])
        ap, an = self.mine(self.dist(feat, feat), same)
        h = F.relu(ap - an + self.margin)
        return self.aggregate(h)


class BatchHard(RankingLoss):
    def mine(self, d, same):
        ap = d.masked_fill(~same, -1.0).amax(1)
        an = d.masked_fill(same, 1e4).amin(1)
        return ap, an


class BatchHardActive(BatchHard):
    """average over active triplets only, so that easy ones do not dilute the gradient"""

    def aggregate(self, h):
        active = h > 0
        if not active.any():
            return h.sum()
        self.n_active = int(active.sum())
        return h[active]


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.BatchNorm2d(16), nn.ReLU(inplace=True),
            nn.Conv2d(16, DIM, 3, 2, 1), nn.BatchNorm2d(DIM), nn.ReLU(inplace=True),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        )
        self.bnneck = nn.BatchNorm1d(DIM)
        self.id_head = nn.Linear(DIM, N_ID, bias=False)

    def forward(self, x):
        f = self.conv(x)
        return f, self.id_head(self.bnneck(f))


def pk_batch():
    ids = torch.randperm(N_ID)[:P].repeat_interleave(K)
    return torch.randn(P * K, 3, 32, 16), ids


def train(iters=5, use_active=True):
    net = Backbone()
    tri = (BatchHardActive if use_active else BatchHard)(margin=0.3)
    xent = nn.CrossEntropyLoss(label_smoothing=0.1)
    opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9, nesterov=True)
    for i in range(iters):
        x, pid = pk_batch()
        f, logits = net(x)
        id_loss = xent(logits, pid)
        tri_loss = tri(f, pid)
        objective = id_loss + tri_loss
        opt.zero_grad()
        objective.backward()
        opt.step()
        print("iter %d  id %.3f  tri %.3f  active %d" % (i, id_loss.item(), tri_loss.item(), tri.n_active))


if __name__ == "__main__":
    torch.manual_seed(5)
    train()
