import argparse
import copy
from collections import deque
from typing import Tuple
import random

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Normal


def mlp(sizes, act=nn.ReLU):
    layers = []
    for a, b in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(a, b), act()]
    return nn.Sequential(*layers[:-1])


class SquashedGaussianActor(nn.Module):
    def __init__(self, obs_dim: int, act_dim: int):
        super().__init__()
        self.body = mlp([obs_dim, 32, 2 * act_dim])

    def forward(self, obs: torch.Tensor) -> Tuple[torch.Tensor, torch.Tensor]:
        mu, log_std = self.body(obs).chunk(2, dim=-1)
        dist = Normal(mu, log_std.clamp(-5, 2).exp())
        u = dist.rsample()
        a = torch.tanh(u)
        logp = dist.log_prob(u) - torch.log(1 - a.pow(2) + 1e-6)
        return a, logp.sum(-1, keepdim=True)


class TwinQ(nn.Module):
    def __init__(self, obs_dim: int, act_dim: int):
        super().__init__()
        self.q1 = mlp([obs_dim + act_dim, 32, 1])
        self.q2 = mlp([obs_dim + act_dim, 32, 1])

    def forward(self, o, a):
        x = torch.cat([o, a], -1)
        return self.q1(x), self.q2(x)


class SAC:
    def __init__(self, obs_dim: int, act_dim: int, args: argparse.Namespace):
        self.args = args
        self.pi = SquashedGaussianActor(obs_dim, act_dim)
        self.q = TwinQ(obs_dim, act_dim)
        self.q_targ = copy.deepcopy(self.q).requires_grad_(False)
        self.log_ent_coef = torch.zeros(1, requires_grad=True)
        self.target_entropy = -float(act_dim)
        self.opt_pi = torch.optim.Adam(self.pi.parameters(), lr=args.lr)
        self.opt_q = torch.optim.Adam(self.q.parameters(), lr=args.lr)
        self.opt_ent = torch.optim.Adam([self.log_ent_coef], lr=args.lr)

    def update(self, batch) -> dict:
        o, a, r, o2, d = (torch.stack(t) for t in zip(*batch))
        alpha = self.log_ent_coef.exp().detach()

        with torch.no_grad():
            a2, logp2 = self.pi(o2)
            backup = r + self.args.gamma * (1 - d) * (torch.min(*self.q_targ(o2, a2)) - alpha * logp2)
        q1, q2 = self.q(o, a)
        critic_loss = F.mse_loss(q1, backup) + F.mse_loss(q2, backup)
        self.opt_q.zero_grad(); critic_loss.backward(); self.opt_q.step()

        a_new, logp = self.pi(o)
        actor_loss = (alpha * logp - torch.min(*self.q(o, a_new))).mean()
        self.opt_pi.zero_grad(); actor_loss.backward(); self.opt_pi.step()

        ent_coef_loss = -self.log_ent_coef * (logp + self.target_entropy).detach()
        self.opt_ent.zero_grad(); ent_coef_loss.backward(); self.opt_ent.step()

        for p, pt in zip(self.q.parameters(), self.q_targ.parameters()):
            pt.data.lerp_(p.data, self.args.tau)
        return dict(q=critic_loss.item(), pi=actor_loss.item(), alpha=alpha.item())


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--lr", type=float, default=3e-4)
    ap.add_argument("--gamma", type=float, default=0.99)
    ap.add_argument("--tau", type=float, default=0.005)
    ap.add_argument("--batch-size", type=int, default=32)
    args = ap.parse_args()
    random.seed(0); torch.manual_seed(0)

    agent, buf = SAC(3, 2, args), deque(maxlen=1000)
    obs = torch.randn(3)
    for t in range(60):
        with torch.no_grad():
            act, _ = agent.pi(obs[None])
        nxt = 0.9 * obs + 0.1 * torch.randn(3)
        rew = -(obs.pow(2).sum() + 0.1 * act.pow(2).sum()).view(1)
        buf.append((obs, act[0], rew, nxt, torch.zeros(1)))
        obs = nxt
        if t >= 40 and t % 5 == 0:
            info = agent.update(random.sample(list(buf), args.batch_size))
            print(t, {k: round(v, 3) for k, v in info.items()})
