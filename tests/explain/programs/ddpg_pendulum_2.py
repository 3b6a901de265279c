"""DDPG on a home-made point-mass task."""
import collections
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

Transition = collections.namedtuple("Transition", "s a r s2 d")


class PointMass:
    def reset(self):
        self.x = np.random.uniform(-1, 1, size=2).astype(np.float32)
        self.t = 0
        return self.x.copy()

    def step(self, a):
        self.x = (self.x + 0.1 * np.asarray(a, dtype=np.float32)).clip(-2, 2)
        self.t += 1
        return self.x.copy(), -float((self.x ** 2).sum()), self.t >= 20


class Actor(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 24), nn.ReLU(), nn.Linear(24, 2), nn.Tanh())

    def forward(self, s):
        return self.net(s)


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        self.l1, self.l2, self.l3 = nn.Linear(4, 24), nn.Linear(24, 24), nn.Linear(24, 1)

    def forward(self, s, a):
        x = F.relu(self.l1(torch.cat([s, a], 1)))
        return self.l3(F.relu(self.l2(x)))


class Replay:
    def __init__(self, cap=500):
        self.mem = collections.deque(maxlen=cap)

    def push(self, *t):
        self.mem.append(Transition(*t))

    def sample(self, n):
        b = Transition(*zip(*random.sample(self.mem, n)))
        f = lambda z: torch.as_tensor(np.array(z), dtype=torch.float32)
        return f(b.s), f(b.a), f(b.r).unsqueeze(1), f(b.s2), f(b.d).unsqueeze(1)


class DDPG:
    def __init__(self, gamma=0.97, tau=0.02):
        self.actor, self.critic = Actor(), Critic()
        self.actor_t, self.critic_t = Actor(), Critic()
        self.actor_t.load_state_dict(self.actor.state_dict())
        self.critic_t.load_state_dict(self.critic.state_dict())
        self.opt_a = torch.optim.Adam(self.actor.parameters(), 1e-3)
        self.opt_c = torch.optim.Adam(self.critic.parameters(), 1e-3)
        self.gamma, self.tau = gamma, tau

    @torch.no_grad()
    def act(self, s, noise=0.2):
        a = self.actor(torch.as_tensor(s).unsqueeze(0))[0].numpy()
        return np.clip(a + noise * np.random.randn(2), -1, 1)

    def learn(self, batch):
        s, a, r, s2, d = batch
        with torch.no_grad():
            target = r + self.gamma * (1 - d) * self.critic_t(s2, self.actor_t(s2))
        critic_loss = F.mse_loss(self.critic(s, a), target)
        actor_loss = -self.critic(s, self.actor(s)).mean()

        self.opt_c.zero_grad()
        critic_loss.backward()
        self.opt_c.step()

        self.opt_a.zero_grad()
        actor_loss.backward()
        self.opt_a.step()

        with torch.no_grad():
            for net, tgt in ((self.actor, self.actor_t), (self.critic, self.critic_t)):
                for p, q in zip(net.parameters(), tgt.parameters()):
                    q.mul_(1 - self.tau).add_(self.tau * p)
        return critic_loss.item(), actor_loss.item()


def main(seed=6):
    random.seed(seed), np.random.seed(seed), torch.manual_seed(seed)
    env, agent, buf = PointMass(), DDPG(), Replay()
    for ep in range(4):
        s, done, ret, stats = env.reset(), False, 0.0, None
        while not done:
            a = agent.act(s)
            s2, r, done = env.step(a)
            buf.push(s, a, r, s2, float(done))
            s, ret = s2, ret + r
            if len(buf.mem) >= 32:
                stats = agent.learn(buf.sample(16))
        print("episode", ep, "return %.2f" % ret, "losses", stats)


if __name__ == "__main__":
    main()
