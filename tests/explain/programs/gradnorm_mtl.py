# GradNorm (Chen et al. 2018) on a toy NYU-like problem: depth / normals / parsing
import torch, torch.nn as nn, torch.nn.functional as F

class MultiHead(nn.Module):
    def __init__(s, tasks, width=24):
        super().__init__()
        s.trunk = nn.Sequential(nn.Linear(10, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU())
        s.heads = nn.ModuleDict({k: nn.Linear(width, n) for k, n in tasks.items()})

    def forward(s, x):
        h = s.trunk(x)
        return {k: f(h) for k, f in s.heads.items()}

TASKS = {"depth": 1, "normal": 3, "parse": 5}
CRIT = {
    "depth": lambda p, t: F.l1_loss(p, t),
    "normal": lambda p, t: (1 - F.cosine_similarity(p, t)).mean(),
    "parse": lambda p, t: F.cross_entropy(p, t),
}

def batch(n=32):
    return torch.randn(n, 10), {"depth": torch.rand(n, 1), "normal": torch.randn(n, 3), "parse": torch.randint(0, 5, (n,))}


class GradNorm:
    """keeps one weight per task; alpha is the restoring force"""

    def __init__(self, model, names, alpha=1.5, lr=0.025):
        self.names, self.alpha = list(names), alpha
        self.w = torch.ones(len(self.names), requires_grad=True)
        self.opt = torch.optim.Adam([self.w], lr=lr)
        # layer on which the norms are measured
        self.layer = [p for p in model.parameters() if p.dim() > 1][-1]
        self.L0 = None

    def balance(self, losses):
        now = torch.tensor([losses[k].item() for k in self.names])
        if self.L0 is None:
            self.L0 = now
        G = []
        for wi, k in zip(self.w, self.names):
            wl = wi * losses[k]
            g = torch.autograd.grad(wl, self.layer, retain_graph=True, create_graph=True)[0]
            G.append(g.norm())
        G = torch.stack(G)
        r = now / self.L0
        target = (G.mean() * (r / r.mean()) ** self.alpha).detach()
        gn = F.l1_loss(G, target, reduction="sum")
        self.opt.zero_grad()
        self.w.grad = torch.autograd.grad(gn, self.w, retain_graph=True)[0]

    def renorm(self):
        self.opt.step()
        with torch.no_grad():
            self.w.mul_(len(self.names) / self.w.sum())


if __name__ == "__main__":
    torch.manual_seed(20)
    net = MultiHead(TASKS)
    gnorm = GradNorm(net, TASKS)
    opt = torch.optim.Adam(net.parameters(), lr=1e-3)
    for it in range(6):
        x, t = batch()
        out = net(x)
        L = {k: CRIT[k](out[k], t[k]) for k in TASKS}
        gnorm.balance(L)
        opt.zero_grad()
        sum(w * L[k] for w, k in zip(gnorm.w.detach(), TASKS)).backward()
        opt.step()
        gnorm.renorm()
        print(it, "L", {k: f"{v.item():.3f}" for k, v in L.items()}, "w", [f"{v:.3f}" for v in gnorm.w.tolist()])
