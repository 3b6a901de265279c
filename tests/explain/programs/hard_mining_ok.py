# per sample losses, online hard example mining, centre loss. runs on my laptop
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(17)
ce = nn.CrossEntropyLoss(reduction='none')


class CenterLoss(nn.Module):
    def __init__(self, n_cls, dim):
        super().__init__()
        self.centers = nn.Parameter(torch.randn(n_cls, dim))

    def forward(self, f, y):
        return (f - self.centers[y]).pow(2).sum(1)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(10, 32), nn.PReLU(), nn.Linear(32, 4))
        self.scale = nn.Parameter(torch.ones(1))
        self.out = nn.Linear(4, 5)

    def forward(self, x):
        f = self.f(x)
        return f, self.scale * self.out(F.relu(f))


def ohem(per_sample, keep=0.5):
    k = max(1, int(keep * per_sample.numel()))
    v, _ = per_sample.topk(k)
    return v.mean()


net, centre = Net(), CenterLoss(5, 4)
opt_net = torch.optim.Adam(net.parameters(), 1e-2)
opt_c = torch.optim.SGD(centre.parameters(), 0.5)
x, y = torch.randn(64, 10), torch.randint(0, 5, (64,))

for epoch in range(4):
    for i in range(0, 64, 16):
        xb, yb = x[i:i + 16], y[i:i + 16]
        feat, logits = net(xb)
        l1 = ce(logits, yb)
        l2 = centre(feat, yb)
        # keep the graph: the centres have an optimizer of their own
        loss = (ohem(l1) + 0.01 * l2.mean()).view(1) + 1e-4 * net.scale ** 2
        opt_net.zero_grad()
        loss.backward(retain_graph=True)
        opt_c.zero_grad()
        l2.backward(torch.full_like(l2, 1.0 / len(l2)), inputs=list(centre.parameters()))
        opt_net.step()
        opt_c.step()
    worst = l1.argmax().item()
    print(f'epoch {epoch} loss {loss.item():.4f} hardest {worst} ({l1[worst].item():.3f})')
