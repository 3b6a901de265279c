import random

import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical


class Corridor:
    """tiny env, gym like"""
    def __init__(self, n=6):
        self.n = n

    def reset(self):
        self.s = 0
        self.t = 0
        return self._obs()

    def _obs(self):
        o = np.zeros(self.n, dtype=np.float32)
        o[self.s] = 1
        return o

    def step(self, a):
        self.s = max(0, min(self.n - 1, self.s + (1 if a == 1 else -1)))
        self.t += 1
        done = self.s == self.n - 1 or self.t >= 15
        return self._obs(), (1.0 if self.s == self.n - 1 else -0.05), done, {}


class Agent:
    def __init__(self, env, gamma=0.98, lr=0.01):
        self.env = env
        self.gamma = gamma
        self.pi = nn.Sequential(nn.Linear(env.n, 16), nn.Tanh(), nn.Linear(16, 2))
        self.optim = torch.optim.Adam(self.pi.parameters(), lr=lr)
        self.clear()

    def clear(self):
        self.rewards = []
        self.saved_log_probs = []

    def act(self, obs):
        dist = Categorical(logits=self.pi(torch.from_numpy(obs)))
        a = dist.sample()
        self.saved_log_probs.append(dist.log_prob(a))
        return a.item()

    def returns(self):
        G, out = 0., []
        for r in reversed(self.rewards):
            G = r + self.gamma * G
            out.insert(0, G)
        out = torch.tensor(out)
        return (out - out.mean()) / (out.std() + 1e-8)

    def finish_episode(self):
        R = self.returns()
        logp = torch.tensor(self.saved_log_probs)
        policy_loss = -(logp * R).sum()
        self.optim.zero_grad()
        policy_loss.backward()
        self.optim.step()
        self.clear()
        return policy_loss.item()


random.seed(543)
np.random.seed(543)
torch.manual_seed(543)

env = Corridor()
agent = Agent(env)
running_reward = 0
for i_episode in range(1, 11):
    obs, ep_reward, done = env.reset(), 0, False
    while not done:
        action = agent.act(obs)
        obs, reward, done, _ = env.step(action)
        agent.rewards.append(reward)
        ep_reward += reward
    running_reward = 0.05 * ep_reward + 0.95 * running_reward
    l = agent.finish_episode()
    if i_episode % 5 == 0:
        print('Episode {}\tLast reward: {:.2f}\tAverage reward: {:.2f}\tloss {:.3f}'.format(
            i_episode, ep_reward, running_reward, l))
