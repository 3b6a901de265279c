"""Binarised network with a straight-through estimator and per-row scale."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class BinarizeRows(torch.autograd.Function):
    """sign(w) * scale, scale: one number per output row"""

    @staticmethod
    def forward(ctx, w, scale):
        s = torch.where(w >= 0, 1.0, -1.0)
        ctx.save_for_backward(w, scale, s)
        return s * scale.unsqueeze(1)

    @staticmethod
    def backward(ctx, g):
        w, scale, s = ctx.saved_tensors
        gw = g * (w.abs() <= 1).float()
        gscale = (g * s).sum(0)
        return gw, gscale


class BinLinear(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.weight = nn.Parameter(0.1 * torch.randn(n_out, n_in))
        self.scale = nn.Parameter(self.weight.detach().abs().mean(1))
        self.bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        return F.linear(x, BinarizeRows.apply(self.weight, self.scale), self.bias)


class BinNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.bn, self.fc2 = BinLinear(12, 32), nn.BatchNorm1d(32), nn.Linear(32, 3)

    def forward(self, x):
        return self.fc2(F.hardtanh(self.bn(self.fc1(x))))


def clip_weights(net):
    for m in net.modules():
        if isinstance(m, BinLinear):
            m.weight.data.clamp_(-1, 1)


if __name__ == "__main__":
    torch.manual_seed(101)
    X = torch.randn(90, 12)
    Y = (X[:, :3] + 0.3 * torch.randn(90, 3)).argmax(1)
    net = BinNet()
    opt = torch.optim.Adam(net.parameters(), lr=1e-2)
    for ep in range(4):
        for i in torch.randperm(90).split(30):
            loss = F.cross_entropy(net(X[i]), Y[i])
            opt.zero_grad()
            loss.backward()
            opt.step()
            clip_weights(net)
        acc = (net(X).argmax(1) == Y).float().mean()
        print(f"epoch {ep}: loss {loss.item():.4f} acc {acc.item():.3f}")
