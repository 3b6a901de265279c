import torch
import torch.nn as nn
import torch.nn.functional as F

TASKS = ["logP", "solubility", "toxicity"]


class GINLayer(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.eps = nn.Parameter(torch.zeros(1))
        self.mlp = nn.Sequential(nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, dim))

    def forward(self, h, adj):
        return self.mlp((1 + self.eps) * h + adj @ h)


class MolNet(nn.Module):
    def __init__(self, in_dim=9, dim=16, n_layers=2):
        super().__init__()
        self.embed = nn.Linear(in_dim, dim)
        self.layers = nn.ModuleList([GINLayer(dim) for _ in range(n_layers)])
        self.heads = nn.ModuleDict({t: nn.Linear(dim, 1) for t in TASKS})

    def forward(self, x, adj):
        h = self.embed(x)
        for layer in self.layers:
            h = F.relu(layer(h, adj)) + h
        g = h.mean(dim=1)
        return {t: head(g).squeeze(-1) for t, head in self.heads.items()}


class UncertaintyWeighting(nn.Module):
    """Kendall et al. 2018, one log variance per task"""

    def __init__(self, n_tasks):
        super().__init__()
        self.log_vars = nn.Parameter(torch.zeros(n_tasks))

    def forward(self, task_losses):
        total = 0
        for i, l in enumerate(task_losses):
            precision = torch.exp(-self.log_vars)
            total = total + precision * l + self.log_vars[i]
        return total


def task_losses(pred, y):
    out = []
    for k, t in enumerate(TASKS):
        if t == "toxicity":
            out.append(F.binary_cross_entropy_with_logits(pred[t], y[:, k]))
        else:
            out.append(F.smooth_l1_loss(pred[t], y[:, k]))
    return out


def random_molecules(n=24, atoms=7):
    x = torch.randn(n, atoms, 9)
    a = (torch.rand(n, atoms, atoms) < 0.3).float()
    a = torch.triu(a, 1)
    y = torch.randn(n, 3)
    y[:, 2] = (y[:, 2] > 0).float()
    return x, a + a.transpose(1, 2), y


def train():
    torch.manual_seed(11)
    x, adj, y = random_molecules()
    net, mtl = MolNet(), UncertaintyWeighting(len(TASKS))
    opt = torch.optim.Adam([{"params": net.parameters()}, {"params": mtl.parameters(), "lr": 1e-2}], lr=1e-3)
    for epoch in range(1, 6):
        net.train()
        perm = torch.randperm(len(x))
        for idx in perm.split(8):
            losses = task_losses(net(x[idx], adj[idx]), y[idx])
            mtl_loss = mtl(losses)
            opt.zero_grad()
            mtl_loss.backward()
            opt.step()
        msg = ", ".join(f"{t}: {l.item():.3f}" for t, l in zip(TASKS, losses))
        print(f"[{epoch}] {msg}")
    print("sigmas", torch.exp(0.5 * mtl.log_vars).tolist())


train()
