"""Prioritized replay on a toy chain environment. Adapted for the reading group."""
import argparse
import random
from collections import namedtuple

import numpy as np
import torch
from torch import nn, optim

Batch = namedtuple("Batch", "s a r s2 done idx weights")


class PrioritizedBuffer:
    def __init__(self, capacity, alpha=0.6):
        self.capacity, self.alpha = capacity, alpha
        self.data, self.prio = [], np.zeros(capacity, dtype=np.float32)
        self.pos = 0

    def push(self, *transition):
        p = self.prio.max() if self.data else 1.0
        if len(self.data) < self.capacity:
            self.data.append(transition)
        else:
            self.data[self.pos] = transition
        self.prio[self.pos] = p
        self.pos = (self.pos + 1) % self.capacity

    def sample(self, n, beta=0.4):
        probs = self.prio[: len(self.data)] ** self.alpha
        probs /= probs.sum()
        idx = np.random.choice(len(self.data), n, p=probs)
        w = (len(self.data) * probs[idx]) ** (-beta)
        w /= w.max()
        s, a, r, s2, d = zip(*[self.data[i] for i in idx])
        return Batch(torch.stack(s), torch.tensor(a), torch.tensor(r), torch.stack(s2),
                     torch.tensor(d, dtype=torch.float32), idx, torch.tensor(w, dtype=torch.float32))

    def update(self, idx, prio):
        self.prio[idx] = prio + 1e-5


class Agent:
    def __init__(self, n_state, n_act, gamma=0.97, lr=1e-3):
        mk = lambda: nn.Sequential(nn.Linear(n_state, 32), nn.ReLU(), nn.Linear(32, n_act))
        self.q, self.q_target = mk(), mk()
        self.q_target.load_state_dict(self.q.state_dict())
        self.optim = optim.Adam(self.q.parameters(), lr=lr)
        self.criterion = nn.SmoothL1Loss()
        self.gamma, self.n_act = gamma, n_act

    def act(self, s, eps):
        if random.random() < eps:
            return random.randrange(self.n_act)
        with torch.no_grad():
            return self.q(s).argmax().item()

    def learn(self, buf, n):
        b = buf.sample(n)
        q = self.q(b.s).gather(1, b.a.unsqueeze(1)).squeeze(1)
        with torch.no_grad():
            target = b.r + self.gamma * (1 - b.done) * self.q_target(b.s2).max(1)[0]
        loss = b.weights * self.criterion(q, target)
        self.optim.zero_grad()
        loss.backward()
        self.optim.step()
        buf.update(b.idx, (q - target).abs().detach().numpy())
        return loss.item()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--steps", type=int, default=60)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)

    eye, n = torch.eye(6), 6
    agent, buf = Agent(n, 2), PrioritizedBuffer(200)
    pos, log = 0, []
    for step in range(args.steps):
        a = agent.act(eye[pos], eps=max(0.1, 1 - step / 40))
        nxt = min(n - 1, pos + 1) if a else max(0, pos - 1)
        done = nxt == n - 1
        buf.push(eye[pos], a, float(done), eye[nxt], done)
        pos = 0 if done else nxt
        if len(buf.data) >= args.batch:
            log.append(agent.learn(buf, args.batch))
        if step % 20 == 0:
            print(f"step={step} buffer={len(buf.data)} loss={np.mean(log) if log else float('nan'):.4f}")


if __name__ == "__main__":
    main()
