import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Normal
from collections import deque
import random


def mlp(i, o, h=32):
    return nn.Sequential(nn.Linear(i, h), nn.ReLU(), nn.Linear(h, h), nn.ReLU(), nn.Linear(h, o))


class PointEnv:
    """1-d point mass, go to the origin."""

    def reset(self):
        self.s = np.random.uniform(-1, 1, 2).astype(np.float32)
        return self.s

    def step(self, a):
        x, v = self.s
        v = v + 0.1 * float(a)
        x = x + 0.1 * v
        self.s = np.array([x, v], dtype=np.float32)
        return self.s, -(x ** 2 + 0.1 * v ** 2), abs(x) > 3


class SAC:
    def __init__(self, obs_dim, act_dim, gamma=0.99, alpha=0.2, tau=0.01):
        self.gamma, self.alpha, self.tau = gamma, alpha, tau
        self.pi = mlp(obs_dim, 2 * act_dim)
        self.q1, self.q2 = mlp(obs_dim + act_dim, 1), mlp(obs_dim + act_dim, 1)
        self.q1_t, self.q2_t = mlp(obs_dim + act_dim, 1), mlp(obs_dim + act_dim, 1)
        self.q1_t.load_state_dict(self.q1.state_dict())
        self.q2_t.load_state_dict(self.q2.state_dict())
        self.pi_opt = torch.optim.Adam(self.pi.parameters(), 3e-4)
        self.q_opt = torch.optim.Adam([*self.q1.parameters(), *self.q2.parameters()], 3e-4)

    def act(self, s):
        mu, log_std = self.pi(s).chunk(2, dim=-1)
        d = Normal(mu, log_std.clamp(-5, 2).exp())
        u = d.rsample()
        a = torch.tanh(u)
        logp = d.log_prob(u).sum(-1, keepdim=True) - torch.log(1 - a.pow(2) + 1e-6).sum(-1, keepdim=True)
        return a, logp

    def update(self, s, a, r, s2, done):
        # critics
        with torch.no_grad():
            a2, logp2 = self.act(s2)
            z = torch.cat([s2, a2], -1)
            y = r + self.gamma * (1 - done) * (torch.min(self.q1_t(z), self.q2_t(z)) - self.alpha * logp2)
        sa = torch.cat([s, a], -1)
        q_loss = ((self.q1(sa) - y) ** 2).mean() + ((self.q2(sa) - y) ** 2).mean()
        self.q_opt.zero_grad()
        q_loss.backward()
        self.q_opt.step()

        # policy
        new_a, logp = self.act(s)
        sa = torch.cat([s, new_a], -1)
        q = torch.min(self.q1(sa), self.q2(sa))
        pi_loss = self.alpha * logp - q
        self.pi_opt.zero_grad()
        pi_loss.backward()
        self.pi_opt.step()

        with torch.no_grad():
            for src, dst in ((self.q1, self.q1_t), (self.q2, self.q2_t)):
                for p, pt in zip(src.parameters(), dst.parameters()):
                    pt.mul_(1 - self.tau).add_(self.tau * p)
        return q_loss.item(), pi_loss.item()


if __name__ == "__main__":
    random.seed(0); np.random.seed(0); torch.manual_seed(0)
    env, agent, buf = PointEnv(), SAC(2, 1), deque(maxlen=1000)
    s = env.reset()
    for step in range(60):
        with torch.no_grad():
            a = agent.act(torch.from_numpy(s))[0].numpy()
        s2, r, done = env.step(a[0])
        buf.append((s, a, [r], s2, [float(done)]))
        s = env.reset() if done else s2
        if len(buf) >= 32 and step % 4 == 0:
            cols = zip(*random.sample(buf, 32))
            batch = [torch.as_tensor(np.array(c, dtype=np.float32)) for c in cols]
            ql, pl = agent.update(*batch)
            print(f"step {step:3d}  q_loss {ql:.4f}  pi_loss {pl:.4f}")
