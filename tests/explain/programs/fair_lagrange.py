# fairness-constrained credit scoring, Lagrangian with dual ascent
import torch
import torch.nn as nn

g = torch.Generator().manual_seed(8)
N, D = 200, 6
X = torch.randn(N, D, generator=g)
A = torch.randint(0, 2, (N,), generator=g)            # protected group
Y = ((X[:, 0] + 0.8 * A + 0.3 * torch.randn(N, generator=g)) > 0.4).float()


class Scorer(nn.Module):
    def __init__(self):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(D, 12), nn.ReLU(), nn.Linear(12, 1))

    def forward(self, x):
        return self.f(x)[:, 0]


class Constraint:
    """holds a tolerance and the gap it bounds"""

    def __init__(self, name, gap, tol):
        self.name, self.gap, self.tol = name, gap, tol

    def violation(self, s, y, a):
        return self.gap(s, y, a).abs() - self.tol


demographic_parity = lambda s, y, a: s[a == 1].mean() - s[a == 0].mean()
equal_opportunity = lambda s, y, a: s[(a == 1) & (y == 1)].mean() - s[(a == 0) & (y == 1)].mean()


class Lagrangian(nn.Module):
    def __init__(self, constraints):
        super().__init__()
        self.constraints = constraints
        self.raw = nn.Parameter(torch.full((len(constraints),), -1.0))

    @property
    def multipliers(self):
        return nn.functional.softplus(self.raw)

    def violations(self, s, y, a):
        return torch.stack([c.violation(s, y, a) for c in self.constraints])

    def forward(self, logits, y, a):
        risk = nn.functional.binary_cross_entropy_with_logits(logits, y)
        v = self.violations(torch.sigmoid(logits), y, a)
        return risk, self.multipliers * v


torch.manual_seed(8)
scorer = Scorer()
lag = Lagrangian([
    Constraint("dp", demographic_parity, 0.05),
    Constraint("eo", equal_opportunity, 0.10),
])
primal = torch.optim.Adam(scorer.parameters(), lr=5e-3)
dual = torch.optim.SGD(lag.parameters(), lr=0.5, maximize=True)

for epoch in range(30):
    for idx in torch.randperm(N).chunk(4):
        risk, slack = lag(scorer(X[idx]), Y[idx], A[idx])
        L = risk + slack
        primal.zero_grad()
        dual.zero_grad()
        L.backward()
        primal.step()
        dual.step()
    if epoch % 10 == 0:
        lam = [round(m, 3) for m in lag.multipliers.tolist()]
        print(f"epoch {epoch:2d} risk={risk.item():.4f} lambda={lam}")
