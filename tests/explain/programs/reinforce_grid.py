"""HW4 Q2 - REINFORCE on a 1-D corridor. Student: 20231187"""
import torch
import torch.nn as nn
from torch.distributions import Categorical

torch.manual_seed(2)


class Corridor:
    def __init__(self, length=6, max_steps=15):
        self.length, self.max_steps = length, max_steps

    def reset(self):
        self.pos, self.t = 0, 0
        return self._obs()

    def _obs(self):
        o = torch.zeros(self.length)
        o[self.pos] = 1.0
        return o

    def step(self, a):
        self.t += 1
        self.pos = min(max(self.pos + (1 if a == 1 else -1), 0), self.length - 1)
        done = self.pos == self.length - 1 or self.t >= self.max_steps
        r = 1.0 if self.pos == self.length - 1 else -0.05
        return self._obs(), r, done


class Policy(nn.Module):
    def __init__(self, n_obs, n_act=2):
        super().__init__()
        self.l1 = nn.Linear(n_obs, 16)
        self.l2 = nn.Linear(16, n_act)
        self.saved_log_probs = []
        self.rewards = []

    def forward(self, x):
        return torch.softmax(self.l2(torch.tanh(self.l1(x))), dim=-1)

    def act(self, obs):
        m = Categorical(self(obs))
        a = m.sample()
        self.saved_log_probs.append(m.log_prob(a))
        return a.item()


def discounted(rewards, gamma):
    R, out = 0.0, []
    for r in reversed(rewards):
        R = r + gamma * R
        out.insert(0, R)
    out = torch.tensor(out)
    return (out - out.mean()) / (out.std() + 1e-6)


def finish_episode(policy, optimizer, gamma=0.98):
    returns = discounted(policy.rewards, gamma)
    log_probs = torch.tensor(policy.saved_log_probs)
    policy_loss = -(log_probs * returns).sum()
    optimizer.zero_grad()
    policy_loss.backward()
    optimizer.step()
    policy.saved_log_probs.clear()
    policy.rewards.clear()
    return policy_loss.item()


env = Corridor()
pi = Policy(env.length)
opt = torch.optim.Adam(pi.parameters(), lr=1e-2)
running = 0
for ep in range(10):
    s, done, total = env.reset(), False, 0.0
    while not done:
        s, r, done = env.step(pi.act(s))
        pi.rewards.append(r)
        total += r
    running = 0.9 * running + 0.1 * total
    L = finish_episode(pi, opt)
    if ep % 5 == 0:
        print(f"ep {ep} return {total:.2f} avg {running:.2f} loss {L:.3f}")
