import torch
import torch.nn as nn
import torch.nn.functional as F


class InvarianceMixin:
    def invariance(self, za, zb):
        return F.mse_loss(za, zb)


class VarianceMixin:
    gamma = 1.0
    eps = 1e-4

    def variance(self, z):
        std = torch.sqrt(z.var(dim=0) + self.eps)
        return F.relu(self.gamma - std)


class CovarianceMixin:
    def covariance(self, z):
        n, d = z.shape
        z = z - z.mean(dim=0)
        cov = (z.T @ z) / (n - 1)
        off_diag = cov - torch.diag(torch.diagonal(cov))
        return off_diag.pow(2).sum() / d


class VICReg(InvarianceMixin, VarianceMixin, CovarianceMixin, nn.Module):
    def __init__(self, encoder, d_in=20, d_out=16, lam=25.0, mu=25.0, nu=1.0):
        super().__init__()
        self.encoder = encoder
        self.expander = nn.Sequential(nn.Linear(d_in, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Linear(32, d_out))
        self.lam, self.mu, self.nu = lam, mu, nu

    def embed(self, x):
        return self.expander(self.encoder(x))

    def forward(self, xa, xb):
        za, zb = self.embed(xa), self.embed(xb)
        sim = self.invariance(za, zb)
        std = 0.5 * (self.variance(za) + self.variance(zb))
        cov = self.covariance(za) + self.covariance(zb)
        return (
            self.lam * sim
            + self.mu * std
            + self.nu * cov
        )


def augment(x):
    return x + 0.1 * torch.randn_like(x) * (torch.rand(x.size(0), 1) > 0.2)


if __name__ == '__main__':
    torch.manual_seed(0)
    model = VICReg(nn.Sequential(nn.Linear(10, 20), nn.ReLU()))
    opt = torch.optim.Adam(model.parameters(), lr=1e-3)
    data = torch.randn(64, 10)
    for epoch in range(3):
        for batch in data.split(32):
            ssl_loss = model(augment(batch), augment(batch))
            opt.zero_grad()
            ssl_loss.backward()
            opt.step()
        print(f'epoch {epoch}: ssl loss = {ssl_loss.item():.3f}')
