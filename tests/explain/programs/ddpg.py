import copy
import random
from collections import deque

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

# DDPG on a 1d reach task. gamma/tau etc from the paper

class ReplayBuffer:
    def __init__(self, cap=1000):
        self.buf = deque(maxlen=cap)

    def push(self, *tr):
        self.buf.append(tr)

    def sample(self, n):
        cols = zip(*random.sample(self.buf, n))
        return [torch.as_tensor(np.array(c), dtype=torch.float32) for c in cols]

    def __len__(self):
        return len(self.buf)


class Actor(nn.Module):
    def __init__(self, s, a):
        super().__init__()
        self.l1 = nn.Linear(s, 32)
        self.l2 = nn.Linear(32, a)

    def forward(self, x):
        return torch.tanh(self.l2(F.relu(self.l1(x))))


class Critic(nn.Module):
    def __init__(self, s, a):
        super().__init__()
        self.l1 = nn.Linear(s + a, 32)
        self.l2 = nn.Linear(32, 32)
        self.l3 = nn.Linear(32, 1)

    def forward(self, s, a):
        x = F.relu(self.l1(torch.cat([s, a], 1)))
        return self.l3(F.relu(self.l2(x)))


class DDPG:
    def __init__(self, s_dim, a_dim, gamma=0.99, tau=0.005):
        self.actor, self.critic = Actor(s_dim, a_dim), Critic(s_dim, a_dim)
        self.actor_t, self.critic_t = copy.deepcopy(self.actor), copy.deepcopy(self.critic)
        self.a_opt = torch.optim.Adam(self.actor.parameters(), 1e-4)
        self.c_opt = torch.optim.Adam(self.critic.parameters(), 1e-3)
        self.gamma, self.tau = gamma, tau
        self.memory = ReplayBuffer()

    def act(self, s, noise=0.1):
        with torch.no_grad():
            a = self.actor(torch.as_tensor(s, dtype=torch.float32)[None])[0].numpy()
        return np.clip(a + noise * np.random.randn(*a.shape), -1, 1)

    def losses(self, s, a, r, s2, d):
        with torch.no_grad():
            y = r[:, None] + self.gamma * (1 - d[:, None]) * self.critic_t(s2, self.actor_t(s2))
        critic_loss = F.mse_loss(self.critic(s, a), y)
        actor_loss = -self.critic(s, self.actor(s)).mean()
        return critic_loss, actor_loss

    def soft_update(self):
        for net, tgt in ((self.actor, self.actor_t), (self.critic, self.critic_t)):
            for p, q in zip(net.parameters(), tgt.parameters()):
                q.data.mul_(1 - self.tau).add_(self.tau * p.data)

    def learn(self, n=16):
        batch = self.memory.sample(n)
        critic_loss, actor_loss = self.losses(*batch)

        self.c_opt.zero_grad()
        critic_loss.backward(retain_graph=True)
        self.c_opt.step()

        self.a_opt.zero_grad()
        actor_loss.backward()
        self.a_opt.step()

        self.soft_update()
        return critic_loss.item(), actor_loss.item()


def env_step(s, a):
    pos, vel, goal = s
    vel = 0.9 * vel + 0.1 * float(a[0])
    pos = pos + 0.1 * vel
    return np.array([pos, vel, goal]), -abs(goal - pos)


if __name__ == '__main__':
    random.seed(5), np.random.seed(5), torch.manual_seed(5)
    agent = DDPG(3, 1)
    for ep in range(3):
        s, ret = np.array([0., 0., np.random.uniform(-1, 1)]), 0.
        for t in range(25):
            a = agent.act(s)
            s2, r = env_step(s, a)
            agent.memory.push(s, a, r, s2, float(t == 24))
            s, ret = s2, ret + r
            if len(agent.memory) >= 32:
                cl, al = agent.learn()
        print('episode', ep, 'return %.2f' % ret)
    print('critic %.4f actor %.4f' % (cl, al))
