"""
Bayes-by-Backprop on a toy regression task (ablation for Section 4.2).

Local reparametrisation, mean-field Gaussian posterior, N(0, prior_std) prior.
"""
import argparse
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class VariationalLinear(nn.Module):
    def __init__(self, d_in, d_out, prior_std=1.0):
        super().__init__()
        self.mu_w = nn.Parameter(torch.randn(d_out, d_in) / math.sqrt(d_in))
        self.rho_w = nn.Parameter(torch.full((d_out, d_in), -4.0))
        self.mu_b = nn.Parameter(torch.zeros(d_out))
        self.rho_b = nn.Parameter(torch.full((d_out,), -4.0))
        self.prior_std = prior_std

    @staticmethod
    def _gauss_kl(mu, sigma, prior_std):
        # KL( N(mu, sigma^2) || N(0, prior_std^2) ), factorised
        return (
            math.log(prior_std) - sigma.log()
            + (sigma ** 2 + mu ** 2) / (2 * prior_std ** 2)
            - 0.5
        )

    @property
    def kl(self):
        s_w, s_b = F.softplus(self.rho_w), F.softplus(self.rho_b)
        kl_w = self._gauss_kl(self.mu_w, s_w, self.prior_std).sum()
        kl_b = self._gauss_kl(self.mu_b, s_b, self.prior_std)
        return kl_w + kl_b

    def forward(self, x):
        s_w, s_b = F.softplus(self.rho_w), F.softplus(self.rho_b)
        mean = F.linear(x, self.mu_w, self.mu_b)
        var = F.linear(x ** 2, s_w ** 2, s_b ** 2)
        return mean + var.sqrt() * torch.randn_like(mean)


class BNN(nn.Module):
    def __init__(self, d_in, width, prior_std):
        super().__init__()
        self.l1 = VariationalLinear(d_in, width, prior_std)
        self.l2 = VariationalLinear(width, width, prior_std)
        self.out = VariationalLinear(width, 1, prior_std)

    def forward(self, x):
        h = torch.tanh(self.l1(x))
        h = torch.tanh(self.l2(h))
        return self.out(h)

    def complexity(self):
        return sum(m.kl for m in self.modules() if isinstance(m, VariationalLinear))


def elbo(model, x, y, n_train, n_samples=3, noise=0.1):
    nll = 0.0
    for _ in range(n_samples):
        f = model(x)
        nll = nll + (0.5 * ((y - f) / noise) ** 2).sum(1).mean() / n_samples
    return nll + model.complexity() / n_train


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--width", type=int, default=16)
    p.add_argument("--prior-std", type=float, default=1.0)
    p.add_argument("--iters", type=int, default=5)
    p.add_argument("--seed", type=int, default=3)
    a = p.parse_args()

    torch.manual_seed(a.seed)
    x = torch.linspace(-2, 2, 40).unsqueeze(1)
    y = torch.sin(2 * x) + 0.1 * torch.randn_like(x)

    net = BNN(1, a.width, a.prior_std)
    opt = torch.optim.Adam(net.parameters(), lr=1e-2)
    print(f"{sum(q.numel() for q in net.parameters())} variational parameters")
    for it in range(a.iters):
        opt.zero_grad()
        neg_elbo = elbo(net, x, y, n_train=len(x))
        neg_elbo.backward()
        opt.step()
        print(f"it {it:3d}  -ELBO {neg_elbo.item():.3f}")


if __name__ == "__main__":
    main()
