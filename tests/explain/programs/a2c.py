import random
from collections import deque, namedtuple

import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical

Transition = namedtuple('Transition', 'log_prob value reward entropy')


class Corridor(object):
    """Walk right to the goal at +5; every step costs 0.1."""

    def reset(self):
        self.pos, self.t = 0, 0
        return self._obs()

    def _obs(self):
        return torch.tensor([self.pos / 5., self.t / 20.])

    def step(self, a):
        self.pos += 1 if a == 1 else -1
        self.t += 1
        done = self.pos >= 5 or self.t >= 20
        return self._obs(), (1. if self.pos >= 5 else -0.1), done


class Actor(nn.Module):
    def __init__(self):
        super(Actor, self).__init__()
        self.net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 2))

    def forward(self, s):
        return Categorical(logits=self.net(s))


class Critic(nn.Module):
    def __init__(self):
        super(Critic, self).__init__()
        self.net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 1))

    def forward(self, s):
        return self.net(s).squeeze(-1)


class Agent(object):
    def __init__(self, gamma=0.97, lam_ent=0.01):
        self.actor, self.critic = Actor(), Critic()
        self.opt_a = torch.optim.Adam(self.actor.parameters(), lr=3e-3)
        self.opt_c = torch.optim.Adam(self.critic.parameters(), lr=1e-2)
        self.gamma, self.lam_ent = gamma, lam_ent

    def play(self, env):
        traj, s, done = [], env.reset(), False
        while not done:
            pi = self.actor(s)
            a = pi.sample()
            v = self.critic(s)
            s, r, done = env.step(a.item())
            traj.append(Transition(pi.log_prob(a), v, r, pi.entropy()))
        return traj

    def returns(self, traj):
        R, out = 0., []
        for tr in reversed(traj):
            R = tr.reward + self.gamma * R
            out.insert(0, R)
        return torch.tensor(out)

    def learn(self, traj):
        log_probs = torch.stack([tr.log_prob for tr in traj])
        values = torch.stack([tr.value for tr in traj])
        entropy = torch.stack([tr.entropy for tr in traj]).mean()
        G = self.returns(traj)

        advantage = G - values
        actor_loss = -(log_probs * advantage).mean() - self.lam_ent * entropy
        critic_loss = advantage.pow(2).mean()

        self.opt_a.zero_grad()
        actor_loss.backward()
        self.opt_a.step()

        self.opt_c.zero_grad()
        critic_loss.backward()
        self.opt_c.step()
        return actor_loss.item(), critic_loss.item()


if __name__ == '__main__':
    random.seed(543)
    np.random.seed(543)
    torch.manual_seed(543)
    env, agent = Corridor(), Agent()
    scores = deque(maxlen=10)
    for ep in range(6):
        traj = agent.play(env)
        scores.append(sum(tr.reward for tr in traj))
        print('Episode {}\tlen {}\tavg score {:.2f}'.format(ep, len(traj), np.mean(scores)))
        agent.learn(traj)
