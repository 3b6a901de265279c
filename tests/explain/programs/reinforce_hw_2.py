# 强化学习课程 作业2: REINFORCE (带 baseline)
import random
import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim
from torch.distributions import Categorical

GAMMA = 0.95
LR = 0.02
EPISODES = 6
SEED = 10


class 走廊环境:
    """一维走廊, 走到最右边得到奖励"""
    def __init__(self, n=6):
        self.n = n

    def reset(self):
        self.pos, self.t = random.randint(0, 2), 0
        return self._obs()

    def _obs(self):
        o = np.zeros(self.n, dtype=np.float32)
        o[self.pos] = 1
        return o

    def step(self, a):
        self.pos = min(max(self.pos + (1 if a == 1 else -1), 0), self.n - 1)
        self.t += 1
        done = self.pos == self.n - 1 or self.t >= 12
        r = 1.0 if self.pos == self.n - 1 else -0.05
        return self._obs(), r, done


class Policy(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.affine = nn.Linear(n_in, 16)
        self.action_head = nn.Linear(16, n_out)
        self.saved_log_probs = []
        self.rewards = []

    def forward(self, x):
        return torch.softmax(self.action_head(torch.tanh(self.affine(x))), dim=-1)

    def select_action(self, s):
        m = Categorical(self(torch.from_numpy(s)))
        a = m.sample()
        self.saved_log_probs.append(m.log_prob(a))
        return a.item()


def 计算回报(rewards):
    R, out = 0, []
    for r in reversed(rewards):
        R = r + GAMMA * R
        out.insert(0, R)
    out = np.array(out)
    return (out - out.mean()) / (out.std() + 1e-8)


def finish_episode(policy, optimizer):
    G = 计算回报(policy.rewards)
    policy_loss = []
    for logp, g in zip(policy.saved_log_probs, G):
        policy_loss.append(-logp * g)
    optimizer.zero_grad()
    policy_loss = torch.Tensor(policy_loss).sum()
    policy_loss.backward()
    optimizer.step()
    del policy.rewards[:]
    del policy.saved_log_probs[:]
    return policy_loss.item()


def main():
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    env, policy = 走廊环境(), Policy(6, 2)
    optimizer = optim.Adam(policy.parameters(), lr=LR)
    for ep in range(EPISODES):
        s, done, total = env.reset(), False, 0
        while not done:
            s, r, done = env.step(policy.select_action(s))
            policy.rewards.append(r)
            total += r
        loss = finish_episode(policy, optimizer)
        print(f"回合 {ep}  总奖励 {total:.2f}  损失 {loss:.4f}")


main()
