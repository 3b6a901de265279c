"""Soft actor-critic with automatic entropy tuning, toy pendulum-like env."""
import argparse
import logging
import sys
from collections import deque
import random

import torch
import torch.nn as nn
import torch.nn.functional as F

logger = logging.getLogger("sac")


def mlp(*sizes):
    mods = []
    for i in range(len(sizes) - 1):
        mods.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            mods.append(nn.ReLU())
    return nn.Sequential(*mods)


class GaussianPolicy(nn.Module):
    def __init__(self, s, a):
        super().__init__()
        self.net = mlp(s, 32, 2 * a)

    def sample(self, state):
        mean, log_std = self.net(state).chunk(2, dim=-1)
        normal = torch.distributions.Normal(mean, log_std.clamp(-5, 2).exp())
        x = normal.rsample()
        y = torch.tanh(x)
        log_prob = normal.log_prob(x) - torch.log(1 - y.pow(2) + 1e-6)
        return y, log_prob.sum(-1, keepdim=True)


class SAC:
    def __init__(self, args):
        self.gamma, self.tau = args.gamma, args.tau
        self.policy = GaussianPolicy(args.s_dim, args.a_dim)
        self.q1, self.q2 = mlp(args.s_dim + args.a_dim, 32, 1), mlp(args.s_dim + args.a_dim, 32, 1)
        self.q1_t, self.q2_t = mlp(args.s_dim + args.a_dim, 32, 1), mlp(args.s_dim + args.a_dim, 32, 1)
        self.q1_t.load_state_dict(self.q1.state_dict())
        self.q2_t.load_state_dict(self.q2.state_dict())
        self.target_entropy = -float(args.a_dim)
        self.log_alpha = torch.zeros(1, requires_grad=True)
        self.critic_optim = torch.optim.Adam([*self.q1.parameters(), *self.q2.parameters()], lr=args.lr)
        self.policy_optim = torch.optim.Adam(self.policy.parameters(), lr=args.lr)
        self.alpha_optim = torch.optim.Adam([self.log_alpha], lr=args.lr)

    @property
    def alpha(self):
        return self.log_alpha.exp().detach()

    def update_parameters(self, batch):
        s, a, r, s2, d = [torch.stack(x) for x in zip(*batch)]
        with torch.no_grad():
            a2, logp2 = self.policy.sample(s2)
            sa2 = torch.cat([s2, a2], 1)
            q_next = torch.min(self.q1_t(sa2), self.q2_t(sa2)) - self.alpha * logp2
            target = r + self.gamma * (1 - d) * q_next
        sa = torch.cat([s, a], 1)
        qf_loss = F.mse_loss(self.q1(sa), target) + F.mse_loss(self.q2(sa), target)
        self.critic_optim.zero_grad()
        qf_loss.backward()
        self.critic_optim.step()

        pi, log_pi = self.policy.sample(s)
        sp = torch.cat([s, pi], 1)
        policy_loss = (self.alpha * log_pi - torch.min(self.q1(sp), self.q2(sp))).mean()
        self.policy_optim.zero_grad()
        policy_loss.backward()
        self.policy_optim.step()

        alpha_loss = -self.log_alpha * (log_pi + self.target_entropy).detach()
        self.alpha_optim.zero_grad()
        alpha_loss.backward()
        self.alpha_optim.step()

        for net, tgt in ((self.q1, self.q1_t), (self.q2, self.q2_t)):
            for p, tp in zip(net.parameters(), tgt.parameters()):
                tp.data.mul_(1 - self.tau).add_(p.data, alpha=self.tau)
        return qf_loss.item(), policy_loss.item(), self.alpha.item()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--s_dim", type=int, default=3)
    ap.add_argument("--a_dim", type=int, default=1)
    ap.add_argument("--gamma", type=float, default=0.99)
    ap.add_argument("--tau", type=float, default=0.005)
    ap.add_argument("--lr", type=float, default=3e-4)
    ap.add_argument("--batch_size", type=int, default=16)
    ap.add_argument("--steps", type=int, default=40)
    args = ap.parse_args()
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(name)s: %(message)s")
    random.seed(3)
    torch.manual_seed(3)

    agent, memory = SAC(args), deque(maxlen=1000)
    s = torch.randn(args.s_dim)
    for t in range(args.steps):
        with torch.no_grad():
            a, _ = agent.policy.sample(s.unsqueeze(0))
        s2 = 0.9 * s + 0.1 * torch.randn(args.s_dim) + 0.1 * a.squeeze(0)
        memory.append((s, a.squeeze(0), -s2.pow(2).sum().view(1), s2, torch.zeros(1)))
        s = s2
        if len(memory) > args.batch_size:
            q, p, al = agent.update_parameters(random.sample(memory, args.batch_size))
            if t % 10 == 0:
                logger.info("t=%d qf %.3f pi %.3f alpha %.3f", t, q, p, al)


if __name__ == "__main__":
    main()
