# Movie recommender, biased matrix factorisation (course project, week 6)
import numpy as np
import torch
import torch.nn as nn

rng = np.random.default_rng(0)
torch.manual_seed(0)

N_USERS, N_MOVIES, K = 20, 15, 4
LAMBDA = 0.02


class BiasedMF(nn.Module):
    def __init__(self):
        super().__init__()
        self.P = nn.Embedding(N_USERS, K)
        self.Q = nn.Embedding(N_MOVIES, K)
        self.bu = nn.Embedding(N_USERS, 1)
        self.bi = nn.Embedding(N_MOVIES, 1)
        self.mu = nn.Parameter(torch.tensor(3.0))
        for e in (self.P, self.Q, self.bu, self.bi):
            nn.init.normal_(e.weight, std=0.1)

    def forward(self, u, i):
        dot = (self.P(u) * self.Q(i)).sum(1)
        return self.mu + self.bu(u)[:, 0] + self.bi(i)[:, 0] + dot

    def penalty(self, u, i):
        return sum(e(ix).pow(2).sum(1).mean() for e, ix in
                   ((self.P, u), (self.Q, i), (self.bu, u), (self.bi, i)))


def ratings(n=64):
    u = torch.from_numpy(rng.integers(0, N_USERS, n))
    i = torch.from_numpy(rng.integers(0, N_MOVIES, n))
    r = torch.from_numpy(rng.integers(1, 6, n)).float()
    return u, i, r


def objective(model, u, i, r):
    err = nn.functional.mse_loss(model(u, i), r)
    pen = model.penalty(u, i)
    loss = err + LAMBDA * pen,
    return loss


def main():
    model = BiasedMF()
    optimizer = torch.optim.Adagrad(model.parameters(), lr=0.1)
    for epoch in range(10):
        u, i, r = ratings()
        optimizer.zero_grad()
        J = objective(model, u, i, r)
        J.backward()
        optimizer.step()
        if epoch % 3 == 0:
            print("epoch", epoch, "J = %.4f" % J.item())


main()
