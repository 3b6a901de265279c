import copy
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Normal


def mlp(i, o, h=32):
    return nn.Sequential(nn.Linear(i, h), nn.ReLU(), nn.Linear(h, h), nn.ReLU(), nn.Linear(h, o))


class SquashedGaussian(nn.Module):
    def __init__(self, obs_dim, act_dim):
        super().__init__()
        self.body = mlp(obs_dim, 2 * act_dim)

    def forward(self, obs):
        mu, log_std = self.body(obs).chunk(2, -1)
        dist = Normal(mu, log_std.clamp(-5, 2).exp())
        raw = dist.rsample()
        act = torch.tanh(raw)
        logp = dist.log_prob(raw) - torch.log(1 - act.pow(2) + 1e-6)
        return act, logp.sum(-1, keepdim=True)


class SAC:
    def __init__(self, obs_dim, act_dim, gamma=0.99, tau=0.005, lr=3e-4):
        self.gamma, self.tau = gamma, tau
        self.actor = SquashedGaussian(obs_dim, act_dim)
        self.q1, self.q2 = mlp(obs_dim + act_dim, 1), mlp(obs_dim + act_dim, 1)
        self.q1_t, self.q2_t = copy.deepcopy(self.q1), copy.deepcopy(self.q2)
        self.log_alpha = torch.zeros(1, requires_grad=True)
        self.target_entropy = -float(act_dim)
        self.pi_opt = torch.optim.Adam(self.actor.parameters(), lr=lr)
        self.q_opt = torch.optim.Adam([*self.q1.parameters(), *self.q2.parameters()], lr=lr)
        self.alpha_opt = torch.optim.Adam([self.log_alpha], lr=lr)

    @property
    def alpha(self):
        return self.log_alpha.exp().detach()

    def update(self, o, a, r, o2, d):
        with torch.no_grad():
            a2, logp2 = self.actor(o2)
            x2 = torch.cat([o2, a2], -1)
            q_next = torch.min(self.q1_t(x2), self.q2_t(x2)) - self.alpha * logp2
            backup = r + self.gamma * (1 - d) * q_next
        x = torch.cat([o, a], -1)
        q_loss = F.mse_loss(self.q1(x), backup) + F.mse_loss(self.q2(x), backup)
        self.q_opt.zero_grad()
        q_loss.backward()
        self.q_opt.step()

        pi, logp = self.actor(o)
        xp = torch.cat([o, pi], -1)
        pi_loss = (self.alpha * logp - torch.min(self.q1(xp), self.q2(xp))).mean()
        self.pi_opt.zero_grad()
        pi_loss.backward()
        self.pi_opt.step()

        alpha_loss = -self.log_alpha * (logp.detach() + self.target_entropy)
        self.alpha_opt.zero_grad()
        alpha_loss.backward()
        self.alpha_opt.step()

        with torch.no_grad():
            for net, tgt in ((self.q1, self.q1_t), (self.q2, self.q2_t)):
                for p, pt in zip(net.parameters(), tgt.parameters()):
                    pt.lerp_(p, self.tau)
        return q_loss.item(), pi_loss.item()


class FakePendulum:
    def reset(self):
        self.th, self.om, self.t = np.random.uniform(-1, 1), 0.0, 0
        return self._obs()

    def _obs(self):
        return np.array([np.cos(self.th), np.sin(self.th), self.om], dtype=np.float32)

    def step(self, u):
        self.om = np.clip(self.om + 0.05 * (15 * np.sin(self.th) + 3 * 2 * u), -8, 8)
        self.th += 0.05 * self.om
        self.t += 1
        return self._obs(), -(self.th ** 2 + 0.1 * self.om ** 2), self.t >= 30


if __name__ == "__main__":
    random.seed(0); np.random.seed(0); torch.manual_seed(0)
    env, agent, buf = FakePendulum(), SAC(3, 1), []
    obs, ret = env.reset(), 0.0
    for step in range(90):
        with torch.no_grad():
            act = agent.actor(torch.from_numpy(obs)[None])[0][0].numpy()
        nxt, rew, done = env.step(float(act[0]))
        buf.append((obs, act, [rew], nxt, [float(done)]))
        obs, ret = nxt, ret + rew
        if len(buf) >= 32:
            batch = [torch.as_tensor(np.array(b), dtype=torch.float32) for b in zip(*random.sample(buf, 16))]
            ql, pl = agent.update(*batch)
        if done:
            print("step", step + 1, "return %.1f" % ret)
            obs, ret = env.reset(), 0.0
