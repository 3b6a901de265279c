import random
from collections import deque
from copy import deepcopy

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Normal

SEED = 5
random.seed(SEED); np.random.seed(SEED); torch.manual_seed(SEED)


class ToyEnv:
    """stands in for Pendulum so the script runs without gym"""
    def reset(self):
        self.s, self.t = np.random.randn(3).astype(np.float32), 0
        return self.s

    def step(self, a):
        self.t += 1
        self.s = (0.9 * self.s + 0.1 * a.sum()).astype(np.float32)
        return self.s, -float((self.s ** 2).sum()), self.t >= 20


def mlp(i, o, h=32):
    return nn.Sequential(nn.Linear(i, h), nn.ReLU(), nn.Linear(h, h), nn.ReLU(), nn.Linear(h, o))


class Actor(nn.Module):
    def __init__(self, s_dim, a_dim):
        super().__init__()
        self.net = mlp(s_dim, 2 * a_dim)

    def forward(self, s):
        mu, log_std = self.net(s).chunk(2, -1)
        dist = Normal(mu, log_std.clamp(-5, 2).exp())
        z = dist.rsample()
        a = torch.tanh(z)
        logp = (dist.log_prob(z) - torch.log(1 - a.pow(2) + 1e-6)).sum(-1, keepdim=True)
        return a, logp


class SAC:
    def __init__(self, s_dim, a_dim, gamma=0.99, tau=0.01, lr=3e-4):
        self.gamma, self.tau = gamma, tau
        self.actor, self.q = Actor(s_dim, a_dim), mlp(s_dim + a_dim, 2)
        self.q_target = deepcopy(self.q)
        self.log_alpha = torch.zeros(1, requires_grad=True)
        self.target_entropy = -a_dim
        self.opt_a = torch.optim.Adam(self.actor.parameters(), lr=lr)
        self.opt_q = torch.optim.Adam(self.q.parameters(), lr=lr)
        self.opt_alpha = torch.optim.Adam([self.log_alpha], lr=lr)

    def _apply(self, opt, loss):
        opt.zero_grad()
        loss.backward()
        opt.step()
        return loss.item()

    def update(self, s, a, r, s2, done):
        alpha = self.log_alpha.exp().detach()
        with torch.no_grad():
            a2, logp2 = self.actor(s2)
            q2 = self.q_target(torch.cat([s2, a2], -1)).min(-1, keepdim=True).values
            y = r + self.gamma * (1 - done) * (q2 - alpha * logp2)
        q = self.q(torch.cat([s, a], -1))
        logs = {"q": self._apply(self.opt_q, F.mse_loss(q, y.expand_as(q)))}

        new_a, logp = self.actor(s)
        q_min = self.q(torch.cat([s, new_a], -1)).min(-1, keepdim=True).values
        logs["pi"] = self._apply(self.opt_a, (alpha * logp - q_min).mean())

        alpha_loss = -self.log_alpha.exp() * (logp.detach() + self.target_entropy)
        logs["alpha"] = self._apply(self.opt_alpha, alpha_loss)

        for p, tp in zip(self.q.parameters(), self.q_target.parameters()):
            tp.data.mul_(1 - self.tau).add_(self.tau * p.data)
        return logs


env, agent, buf = ToyEnv(), SAC(3, 2), deque(maxlen=1000)
for ep in range(3):
    s, done, ret = env.reset(), False, 0.0
    while not done:
        with torch.no_grad():
            a = agent.actor(torch.from_numpy(s))[0].numpy()
        s2, r, done = env.step(a)
        buf.append((s, a, [r], s2, [float(done)]))
        s, ret = s2, ret + r
        if len(buf) >= 16:
            batch = [torch.tensor(np.array(c), dtype=torch.float32) for c in zip(*random.sample(buf, 16))]
            info = agent.update(*batch)
    print("episode", ep, "return %.2f" % ret, {k: round(v, 3) for k, v in info.items()})
