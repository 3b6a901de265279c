"""Speed prediction on a road graph with learned edge strengths."""
import torch
from torch import nn, optim
import torch.nn.functional as F

cfg = {
    "nodes": 12, "window": 8, "hidden": 16,
    "epochs": 5, "lr": 5e-3, "seed": 17,
}


def ring_graph(n, hops=2):
    A = torch.zeros(n, n)
    for i in range(n):
        for k in range(1, hops + 1):
            A[i, (i + k) % n] = A[(i + k) % n, i] = 1.0
    return A


def sym_norm(A):
    A = A + torch.eye(A.size(0))
    dinv = A.sum(1).clamp(min=1e-6).rsqrt()
    return dinv[:, None] * A * dinv[None, :]


class LearnedAdjacency(nn.Module):
    def __init__(self, mask, rank=4):
        super().__init__()
        n = mask.size(0)
        self.register_buffer("mask", mask)
        self.src = nn.Parameter(0.1 * torch.randn(n, rank))
        self.dst = nn.Parameter(0.1 * torch.randn(n, rank))

    def forward(self):
        strength = torch.sigmoid(self.src @ self.dst.t())
        return sym_norm(strength * self.mask)


class STGCN(nn.Module):
    def __init__(self, window, hidden):
        super().__init__()
        self.w1 = nn.Linear(window, hidden)
        self.w2 = nn.Linear(hidden, 1)

    def forward(self, x, A):
        h = F.relu(A @ self.w1(x))
        return (A @ self.w2(h)).squeeze(-1)


def batches(series, window):
    for s in range(0, series.size(0) - window - 1, 4):
        yield series[s:s + window].t().unsqueeze(0), series[s + window].unsqueeze(0)


if __name__ == "__main__":
    torch.manual_seed(cfg["seed"])
    speeds = torch.rand(40, cfg["nodes"])
    adjacency = LearnedAdjacency(ring_graph(cfg["nodes"]))
    model = STGCN(cfg["window"], cfg["hidden"])
    params = list(model.parameters()) + list(adjacency.parameters())
    optimizer = optim.Adam(params, lr=cfg["lr"])
    scheduler = optim.lr_scheduler.StepLR(optimizer, 2, gamma=0.5)
    print("learnable parameters:", sum(p.numel() for p in params))

    for epoch in range(cfg["epochs"]):
        A_hat = adjacency()
        epoch_mae, n = 0.0, 0
        for x, y in batches(speeds, cfg["window"]):
            pred = model(x, A_hat)
            mae = F.l1_loss(pred, y)
            optimizer.zero_grad()
            mae.backward()
            optimizer.step()
            epoch_mae += mae.item()
            n += 1
        scheduler.step()
        print(f"epoch {epoch}  MAE {epoch_mae / n:.4f}")
