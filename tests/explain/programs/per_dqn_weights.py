import sys
import random
from collections import namedtuple
import torch
import torch.nn as nn
import torch.optim as optim

Transition = namedtuple("Transition", "s a r s2 done")


class PrioritizedReplay:
    def __init__(self, cap, alpha=0.6):
        self.cap, self.alpha = cap, alpha
        self.buf, self.prio = [], []

    def push(self, *args):
        if len(self.buf) >= self.cap:
            self.buf.pop(0); self.prio.pop(0)
        self.buf.append(Transition(*args))
        self.prio.append(max(self.prio, default=1.0))

    def sample(self, n, beta=0.4):
        p = torch.tensor(self.prio) ** self.alpha
        p = p / p.sum()
        idx = torch.multinomial(p, n)
        w = (len(self.buf) * p[idx]) ** (-beta)
        return idx, Transition(*zip(*[self.buf[i] for i in idx])), w / w.max()

    def update(self, idx, td):
        for i, e in zip(idx.tolist(), td.tolist()):
            self.prio[i] = abs(e) + 1e-5


class QNet(nn.Module):
    def __init__(self, n_obs=4, n_act=3):
        super().__init__()
        self.l1 = nn.Linear(n_obs, 24)
        self.l2 = nn.Linear(24, n_act)

    def forward(self, x):
        return self.l2(torch.relu(self.l1(x)))


class Agent:
    def __init__(self):
        self.q, self.q_target = QNet(), QNet()
        self.q_target.load_state_dict(self.q.state_dict())
        self.mem = PrioritizedReplay(100)
        self.opt = optim.RMSprop(self.q.parameters(), lr=1e-3)

    def learn(self, batch_size=8, gamma=0.99):
        idx, b, w = self.mem.sample(batch_size)
        s, s2 = torch.stack(b.s), torch.stack(b.s2)
        a = torch.tensor(b.a).unsqueeze(1)
        r, done = torch.tensor(b.r), torch.tensor(b.done)
        q_sa = self.q(s).gather(1, a).squeeze(1)
        with torch.no_grad():
            y = r + gamma * (1 - done) * self.q_target(s2).max(1).values
        td = y - q_sa
        loss = w * nn.functional.smooth_l1_loss(q_sa, y)
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        self.mem.update(idx, td.detach())
        return loss.mean().item()


def main():
    random.seed(1); torch.manual_seed(1)
    agent = Agent()
    s = torch.randn(4)
    for t in range(40):
        a = random.randrange(3)
        s2 = 0.9 * s + 0.1 * torch.randn(4)
        agent.mem.push(s, a, float(s2[a]), s2, float(t % 10 == 9))
        s = s2
        if t >= 16 and t % 4 == 0:
            try:
                print(f"t={t} loss={agent.learn():.4f}")
            except RuntimeError as err:
                print("learn() failed at step", t)
                raise RuntimeError(f"step {t}: {err}") from err


if __name__ == "__main__":
    sys.exit(main())
