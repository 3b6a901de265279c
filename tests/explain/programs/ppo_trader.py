# -*- coding: utf-8 -*-
# PPO 连续动作，资产配置小例子
import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Normal, Independent

np.random.seed(0)
torch.manual_seed(0)


class ActorCritic(nn.Module):
    def __init__(self, obs_dim, act_dim):
        super().__init__()
        self.pi = nn.Sequential(nn.Linear(obs_dim, 32), nn.Tanh(), nn.Linear(32, act_dim))
        self.v = nn.Sequential(nn.Linear(obs_dim, 32), nn.Tanh(), nn.Linear(32, 1))
        self.log_std = nn.Parameter(torch.full((act_dim,), -0.5))

    def dist(self, obs):
        return Independent(Normal(self.pi(obs), self.log_std.exp()), 1)

    def evaluate(self, obs, act):
        d = self.dist(obs)
        return d.log_prob(act), d.entropy(), self.v(obs).squeeze(-1)


class PPO:
    # 超参数
    clip = 0.2
    c_vf = 0.5
    c_ent = 0.01

    def __init__(self, obs_dim=6, act_dim=2):
        self.ac = ActorCritic(obs_dim, act_dim)
        self.opt = torch.optim.Adam(self.ac.parameters(), lr=3e-4)

    @torch.no_grad()
    def rollout(self, T=20):
        obs = torch.randn(T, 6)
        d = self.ac.dist(obs)
        act = d.sample()
        rew = obs[:, :2].mul(act).sum(-1)          # 收益
        ret = torch.zeros(T)
        g = 0.0
        for t in reversed(range(T)):
            g = rew[t] + 0.95 * g
            ret[t] = g
        adv = ret - self.ac.v(obs).squeeze(-1)
        return obs, act, d.log_prob(act), ret, (adv - adv.mean()) / (adv.std() + 1e-8)

    def update(self, batch, K=4):
        obs, act, old_logp, ret, adv = batch
        for k in range(K):
            logp, ent, value = self.ac.evaluate(obs, act)
            ratio = torch.exp(logp - old_logp)
            surr1 = ratio * adv
            surr2 = ratio.clamp(1 - self.clip, 1 + self.clip) * adv
            actor_loss = -torch.min(surr1, surr2).mean()
            critic_loss = nn.functional.mse_loss(value, ret)
            loss = actor_loss + self.c_vf * critic_loss - self.c_ent * ent   # 熵奖励
            self.opt.zero_grad()
            loss.backward()
            self.opt.step()
        return actor_loss.item(), critic_loss.item()


agent = PPO()
for episode in range(5):
    a, c = agent.update(agent.rollout())
    print('回合 %d  actor=%.4f critic=%.4f' % (episode, a, c))
