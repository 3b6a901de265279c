import random
import sys
from collections import namedtuple
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

Transition = namedtuple('Transition', 's a r s2 done')
SEED = 7
random.seed(SEED); np.random.seed(SEED); torch.manual_seed(SEED)


class PrioritizedReplay:
    def __init__(self, capacity, alpha=0.6):
        self.capacity, self.alpha = capacity, alpha
        self.buf, self.pos = [], 0
        self.prios = np.zeros(capacity, dtype=np.float32)

    def push(self, *args):
        p = self.prios.max() if self.buf else 1.0
        if len(self.buf) < self.capacity:
            self.buf.append(None)
        self.buf[self.pos] = Transition(*args)
        self.prios[self.pos] = p
        self.pos = (self.pos + 1) % self.capacity

    def sample(self, n, beta=0.4):
        p = self.prios[:len(self.buf)] ** self.alpha
        p /= p.sum()
        idx = np.random.choice(len(self.buf), n, p=p)
        w = (len(self.buf) * p[idx]) ** (-beta)
        w /= w.max()
        batch = Transition(*zip(*[self.buf[i] for i in idx]))
        return batch, idx, torch.tensor(w, dtype=torch.float32)

    def update(self, idx, prios):
        for i, p in zip(idx, prios):
            self.prios[i] = p


class Dueling(nn.Module):
    def __init__(self, n_s, n_a):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(n_s, 32), nn.ReLU())
        self.v = nn.Linear(32, 1)
        self.a = nn.Linear(32, n_a)

    def forward(self, x):
        x = self.f(x)
        a = self.a(x)
        return self.v(x) + a - a.mean(1, keepdim=True)


class Agent:
    def __init__(self, n_s=4, n_a=2, gamma=0.95, bs=8):
        self.q, self.q_targ = Dueling(n_s, n_a), Dueling(n_s, n_a)
        self.q_targ.load_state_dict(self.q.state_dict())
        self.opt = torch.optim.Adam(self.q.parameters(), lr=1e-3)
        self.mem = PrioritizedReplay(64)
        self.gamma, self.bs, self.n_a = gamma, bs, n_a

    def act(self, s, eps):
        if random.random() < eps:
            return random.randrange(self.n_a)
        with torch.no_grad():
            return self.q(torch.as_tensor(s)[None]).argmax(1).item()

    def learn(self):
        batch, idx, weights = self.mem.sample(self.bs)
        s = torch.tensor(np.stack(batch.s)); s2 = torch.tensor(np.stack(batch.s2))
        a = torch.tensor(batch.a); r = torch.tensor(batch.r); d = torch.tensor(batch.done)
        q = self.q(s).gather(1, a[:, None]).squeeze(1)
        with torch.no_grad():
            best = self.q(s2).argmax(1, keepdim=True)
            y = r + self.gamma * self.q_targ(s2).gather(1, best).squeeze(1) * (1 - d)
        loss = weights * F.smooth_l1_loss(q, y, reduction='none')
        prios = loss.detach().numpy() + 1e-5
        try:
            self.opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.q.parameters(), 10.)
            self.opt.step()
        except RuntimeError:
            print('learn() failed with', len(self.mem.buf), 'transitions', file=sys.stderr)
            raise
        self.mem.update(idx, prios)
        return prios.mean()


agent = Agent()
for ep in range(4):
    s, R = np.random.randn(4).astype(np.float32), 0.
    for t in range(20):
        a = agent.act(s, eps=max(0.05, 1 - ep / 3))
        s2 = (0.9 * s + (0.2 if a else -0.2)).astype(np.float32)
        r = float(-abs(s2.sum()))
        agent.mem.push(s, a, r, s2, float(t == 19))
        s, R = s2, R + r
        if len(agent.mem.buf) >= 16:
            l = agent.learn()
    agent.q_targ.load_state_dict(agent.q.state_dict())
    print('ep %d  R %.2f  mem %d' % (ep, R, len(agent.mem.buf)))
