"""DQN with prioritized replay on a small chain MDP."""
import random
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Chain:
    def __init__(self, n=6):
        self.n = n

    def obs(self):
        return np.eye(self.n, dtype=np.float32)[self.s]

    def reset(self):
        self.s, self.t = 0, 0
        return self.obs()

    def step(self, a):
        self.s = min(self.n - 1, self.s + 1) if a == 1 else 0
        self.t += 1
        r = 1.0 if self.s == self.n - 1 else 0.0
        return self.obs(), r, self.t >= 12


class PrioritizedReplay:
    def __init__(self, alpha=0.6, cap=300):
        self.alpha, self.cap = alpha, cap
        self.data, self.prio = [], []

    def add(self, *tr):
        if len(self.data) == self.cap:
            self.data.pop(0), self.prio.pop(0)
        self.data.append(tr)
        self.prio.append(max(self.prio, default=1.0))

    def sample(self, n, beta):
        p = np.array(self.prio) ** self.alpha
        p /= p.sum()
        idx = np.random.choice(len(self.data), n, p=p)
        w = (len(self.data) * p[idx]) ** (-beta)
        cols = [np.array(c, dtype=np.float32) for c in zip(*(self.data[i] for i in idx))]
        return idx, torch.from_numpy((w / w.max()).astype(np.float32)), [torch.from_numpy(c) for c in cols]

    def update(self, idx, td):
        for i, e in zip(idx, td.abs().tolist()):
            self.prio[i] = e + 1e-5


class Agent:
    def __init__(self, n_obs, n_act):
        make = lambda: nn.Sequential(nn.Linear(n_obs, 24), nn.ReLU(), nn.Linear(24, n_act))
        self.q, self.q_target = make(), make()
        self.q_target.load_state_dict(self.q.state_dict())
        self.opt = torch.optim.Adam(self.q.parameters(), lr=1e-3)
        self.n_act = n_act

    def act(self, s, eps):
        if random.random() < eps:
            return random.randrange(self.n_act)
        with torch.no_grad():
            return int(self.q(torch.from_numpy(s)).argmax())

    def update(self, replay, gamma=0.95, beta=0.4):
        idx, w, (s, a, r, s2, d) = replay.sample(16, beta)
        q_sa = self.q(s).gather(1, a.unsqueeze(1)).squeeze(1)
        with torch.no_grad():
            y = r + gamma * (1 - d) * self.q_target(s2).max(1).values
        elementwise = F.smooth_l1_loss(q_sa, y, reduction="none")
        loss = (w * elementwise).mean()
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        replay.update(idx, (y - q_sa).detach())
        return loss.item()


random.seed(9); np.random.seed(9); torch.manual_seed(9)
env, replay = Chain(), PrioritizedReplay()
agent = Agent(env.n, 2)
for ep in range(8):
    s, done, ret, loss = env.reset(), False, 0.0, float("nan")
    while not done:
        a = agent.act(s, eps=max(0.1, 1 - ep / 5))
        s2, r, done = env.step(a)
        replay.add(s, a, r, s2, done)
        s, ret = s2, ret + r
        if len(replay.data) > 20:
            loss = agent.update(replay)
    agent.q_target.load_state_dict(agent.q.state_dict())
    print(f"ep {ep} return {ret:.1f} loss {loss:.4f}")
