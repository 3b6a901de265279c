# Weight uncertainty in neural nets ("bayes by backprop"), regression on a noisy sine.
# cleaned up version of my notebook
import math
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Normal, kl_divergence

SEED = 11
random.seed(SEED)
np.random.seed(SEED)
torch.manual_seed(SEED)


class BayesLinear(nn.Module):

    def __init__(self, n_in, n_out, prior_std=1.0):
        super().__init__()
        self.prior_std = prior_std
        self.w_mu = nn.Parameter(torch.randn(n_out, n_in) / math.sqrt(n_in))
        self.w_rho = nn.Parameter(torch.full((n_out, n_in), -4.0))
        self.b_mu = nn.Parameter(torch.zeros(n_out))
        self.b_rho = nn.Parameter(torch.full((n_out,), -4.0))
        self.last_kl = None

    def forward(self, x):
        qw = Normal(self.w_mu, F.softplus(self.w_rho))
        qb = Normal(self.b_mu, F.softplus(self.b_rho))
        p = Normal(0.0, self.prior_std)
        kl_w = kl_divergence(qw, p).sum(-1)
        kl_b = kl_divergence(qb, p).sum()
        self.last_kl = kl_w + kl_b
        return F.linear(x, qw.rsample(), qb.rsample())


class BNN(nn.Module):

    def __init__(self, hidden=14):
        super().__init__()
        self.seq = nn.Sequential(
            BayesLinear(1, hidden), nn.Tanh(),
            BayesLinear(hidden, 1, prior_std=0.5),
        )
        self.log_noise = nn.Parameter(torch.tensor(-1.0))

    def forward(self, x):
        return self.seq(x)

    def kl(self):
        return sum(m.last_kl for m in self.modules() if isinstance(m, BayesLinear))


N = 40
X = torch.linspace(-2, 2, N).unsqueeze(1)
Y = torch.sin(2 * X) + 0.1 * torch.randn_like(X)

net = BNN()
opt = torch.optim.Adam(net.parameters(), lr=0.01)
batch = 10
n_batches = N // batch


def neg_elbo(xb, yb, samples=2):
    total_ll = 0.0
    total_kl = 0.0
    for _ in range(samples):
        out = net(xb)
        lik = Normal(out, net.log_noise.exp())
        total_ll = total_ll + lik.log_prob(yb).sum()
        total_kl = total_kl + net.kl()
    return total_kl / samples / n_batches - total_ll / samples


for epoch in range(5):
    order = torch.randperm(N)
    for k in range(n_batches):
        i = order[k * batch:(k + 1) * batch]
        L = neg_elbo(X[i], Y[i])
        opt.zero_grad()
        L.backward()
        opt.step()
    with torch.no_grad():
        rmse = (net(X) - Y).pow(2).mean().sqrt()
    print("epoch %d  -ELBO %.2f  rmse %.3f  noise %.3f" % (epoch, L, rmse, net.log_noise.exp()))
