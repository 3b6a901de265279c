"""DQN with prioritised replay on a corridor."""
import random
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn as nn


@dataclass
class HP:
    n: int = 8
    gamma: float = 0.95
    lr: float = 5e-3
    batch: int = 12
    alpha: float = 0.6
    beta: float = 0.4
    eps: float = 0.2
    episodes: int = 8


class PrioritizedReplay:
    def __init__(self, cap, alpha):
        self.cap, self.alpha = cap, alpha
        self.data, self.prio = [], []

    def __len__(self):
        return len(self.data)

    def push(self, *tr):
        if len(self.data) == self.cap:
            self.data.pop(0); self.prio.pop(0)
        self.data.append(tr)
        self.prio.append(max(self.prio, default=1.0))

    def sample(self, k, beta):
        p = np.array(self.prio) ** self.alpha
        p /= p.sum()
        idx = np.random.choice(len(self.data), k, p=p)
        w = (len(self.data) * p[idx]) ** (-beta)
        w = torch.as_tensor(w / w.max(), dtype=torch.float32)
        cols = [torch.tensor(c) for c in zip(*(self.data[i] for i in idx))]
        return idx, w, cols

    def update(self, idx, td):
        for i, e in zip(idx, td.abs().tolist()):
            self.prio[i] = e + 1e-5


class Agent:
    def __init__(self, hp):
        self.hp = hp
        self.q = nn.Sequential(nn.Embedding(hp.n, 16), nn.ReLU(), nn.Linear(16, 2))
        self.target = nn.Sequential(nn.Embedding(hp.n, 16), nn.ReLU(), nn.Linear(16, 2))
        self.sync()
        self.opt = torch.optim.Adam(self.q.parameters(), lr=hp.lr)
        self.criterion = nn.SmoothL1Loss()
        self.memory = PrioritizedReplay(200, hp.alpha)

    def sync(self):
        self.target.load_state_dict(self.q.state_dict())

    def act(self, s):
        if random.random() < self.hp.eps:
            return random.randrange(2)
        with torch.no_grad():
            return int(self.q(torch.tensor(s)).argmax())

    def learn(self):
        idx, w, (s, a, r, s2, d) = self.memory.sample(self.hp.batch, self.hp.beta)
        q = self.q(s).gather(1, a.unsqueeze(1)).squeeze(1)
        with torch.no_grad():
            y = r + self.hp.gamma * self.target(s2).max(1).values * (1 - d)
        loss = self.criterion(q, y) * w
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        self.memory.update(idx, (y - q).detach())
        return loss.item()


def main():
    random.seed(4); np.random.seed(4); torch.manual_seed(4)
    hp = HP()
    agent = Agent(hp)
    for ep in range(hp.episodes):
        s, t, done, losses = 0, 0, False, []
        while not done and t < 30:
            a = agent.act(s)
            s2 = min(max(s + (1 if a else -1), 0), hp.n - 1)
            done = s2 == hp.n - 1
            agent.memory.push(s, a, float(done), s2, float(done))
            s, t = s2, t + 1
            if len(agent.memory) > hp.batch:
                losses.append(agent.learn())
        agent.sync()
        print(f"ep {ep} steps {t} loss {np.mean(losses) if losses else 0:.4f}")


if __name__ == "__main__":
    main()
