#%% imports
import torch, torch.nn as nn, torch.nn.functional as F
torch.set_default_dtype(torch.float64)
torch.manual_seed(21)

#%% simulated expression data, 4 pathways x 5 genes
n, groups, per = 60, 4, 5
X = torch.randn(n, groups * per)
beta = torch.zeros(groups * per)
beta[:per] = torch.tensor([1.5, -1, 2, .5, -2])
risk = torch.sigmoid(X @ beta)
y = torch.bernoulli(risk)
print('cases', int(y.sum()), 'controls', int(n - y.sum()))


#%% model
class PathwayNet(nn.Module):
    def __init__(self, n_groups, n_per, hid=6):
        super().__init__()
        self.n_groups, self.n_per = n_groups, n_per
        self.inp = nn.Linear(n_groups * n_per, hid)
        self.out = nn.Linear(hid, 1)

    def forward(self, x):
        return self.out(torch.tanh(self.inp(x))).squeeze(-1)

    @property
    def blocks(self):
        # [hid, groups, genes] -> [groups, hid * genes]
        w = self.inp.weight.view(-1, self.n_groups, self.n_per)
        return w.transpose(0, 1).flatten(1)

    @property
    def group_penalty(self):
        scale = (self.blocks.shape[1]) ** 0.5
        return scale * torch.linalg.vector_norm(self.blocks, dim=1)

    @property
    def ridge(self):
        return self.out.weight.square().sum()


net = PathwayNet(groups, per)
opt = torch.optim.SGD(net.parameters(), lr=0.05)
lam1, lam2 = 5e-3, 1e-3

#%% fit
for epoch in range(1, 31):
    opt.zero_grad()
    nll = F.binary_cross_entropy_with_logits(net(X), y)
    obj = (
        nll
        + lam1 * net.group_penalty
        + lam2 * net.ridge
    )
    obj.backward()
    opt.step()
    if epoch % 10 == 0:
        print(f'{epoch:>4} obj={obj.item():.4f} nll={nll.item():.4f}')

#%% which pathways survive
with torch.no_grad():
    for g, v in enumerate(net.blocks.norm(dim=1)):
        print('pathway', g, f'{v.item():.3f}')
