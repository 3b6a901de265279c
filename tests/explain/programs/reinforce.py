# REINFORCE with a moving baseline on a little grid walk
import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical

torch.manual_seed(1)
np.random.seed(1)


class Walk:
    """Agent on a line of 7 cells, goal on the right."""

    def __init__(self, n=7):
        self.n = n

    def reset(self):
        self.s, self.t = self.n // 2, 0
        return self._obs()

    def _obs(self):
        o = np.zeros(self.n, dtype=np.float32)
        o[self.s] = 1
        return o

    def step(self, a):
        self.s = min(max(self.s + (1 if a == 1 else -1), 0), self.n - 1)
        self.t += 1
        done = self.s == self.n - 1 or self.t >= 12
        return self._obs(), (1.0 if self.s == self.n - 1 else -0.05), done


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(7, 16)
        self.pi = nn.Linear(16, 2)
        self.saved_log_probs = []
        self.rewards = []

    def act(self, s):
        logits = self.pi(torch.tanh(self.fc(torch.from_numpy(s).unsqueeze(0))))
        m = Categorical(logits=logits)
        a = m.sample()
        self.saved_log_probs.append(m.log_prob(a))
        return a.item()


policy = Policy()
opt = torch.optim.Adam(policy.parameters(), lr=1e-2)
gamma = 0.98


def finish_episode():
    R = 0
    returns = []
    for r in reversed(policy.rewards):
        R = r + gamma * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + 1e-6)
    policy_loss = []
    for lp, R in zip(policy.saved_log_probs, returns):
        policy_loss.append(-lp * R)
    opt.zero_grad()
    policy_loss = torch.cat(policy_loss)
    policy_loss.backward()
    opt.step()
    del policy.rewards[:]
    del policy.saved_log_probs[:]


env = Walk()
running = 0.0
for ep in range(5):
    s, total, done = env.reset(), 0.0, False
    while not done:
        a = policy.act(s)
        s, r, done = env.step(a)
        policy.rewards.append(r)
        total += r
    running = 0.9 * running + 0.1 * total
    finish_episode()
    print("Episode %d\treward %.2f\trunning %.3f" % (ep, total, running))
