import random
from collections import deque, namedtuple

import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim

Transition = namedtuple("Transition", "s a r s2 d")


class ReplayBuffer:
    def __init__(self, cap):
        self.mem = deque(maxlen=cap)

    def push(self, *args):
        self.mem.append(Transition(*args))

    def sample(self, n):
        b = Transition(*zip(*random.sample(self.mem, n)))
        return (torch.tensor(np.array(b.s)), torch.tensor(b.a).unsqueeze(1), torch.tensor(b.r),
                torch.tensor(np.array(b.s2)), torch.tensor(b.d, dtype=torch.float32))

    def __len__(self):
        return len(self.mem)


class QNet(nn.Module):
    def __init__(self, obs, act):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(obs, 32), nn.ReLU(), nn.Linear(32, act))

    def forward(self, x):
        return self.f(x)

    @torch.no_grad()
    def predict(self, x):
        self.eval()
        return self(x)


class DQNAgent:
    def __init__(self, obs=4, act=2, gamma=0.99, lr=1e-3, eps=0.3):
        self.q, self.target = QNet(obs, act), QNet(obs, act)
        self.target.load_state_dict(self.q.state_dict())
        self.opt = optim.Adam(self.q.parameters(), lr=lr)
        self.gamma, self.eps, self.n_act = gamma, eps, act
        self.criterion = nn.SmoothL1Loss()

    def choose(self, s):
        if random.random() < self.eps:
            return random.randrange(self.n_act)
        return int(self.q.predict(torch.tensor(s)).argmax())

    def replay(self, buf, batch_size):
        if len(buf) < batch_size:
            return None
        s, a, r, s2, d = buf.sample(batch_size)
        q_sa = self.q.predict(s).gather(1, a).squeeze(1)
        q_next = self.target.predict(s2).max(1).values
        y = r + self.gamma * q_next * (1 - d)
        td = self.criterion(q_sa, y)
        self.opt.zero_grad()
        td.backward()
        self.opt.step()
        return td.item()


def fake_env_step(s, a):
    s2 = (0.9 * s + 0.1 * np.random.randn(4) + (0.05 if a else -0.05)).astype(np.float32)
    return s2, float(-abs(s2).mean()), bool(abs(s2).max() > 2)


def train():
    random.seed(0); np.random.seed(0); torch.manual_seed(0)
    agent, buf = DQNAgent(), ReplayBuffer(500)
    s = np.random.randn(4).astype(np.float32)
    for t in range(60):
        a = agent.choose(s)
        s2, r, done = fake_env_step(s, a)
        buf.push(s, a, r, s2, done)
        s = np.random.randn(4).astype(np.float32) if done else s2
        l = agent.replay(buf, 16)
        if l is not None and t % 10 == 0:
            print(f"t={t} td_loss={l:.5f}")


if __name__ == "__main__":
    train()
