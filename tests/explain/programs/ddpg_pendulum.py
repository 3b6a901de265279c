import copy
import random
from collections import deque

import torch
import torch.nn as nn

SEED = 21
random.seed(SEED)
torch.manual_seed(SEED)


def mlp(*sizes, out_act=nn.Identity):
    layers = []
    for i in range(len(sizes) - 1):
        layers += [nn.Linear(sizes[i], sizes[i + 1]), nn.ReLU() if i < len(sizes) - 2 else out_act()]
    return nn.Sequential(*layers)


class Critic(nn.Module):
    def __init__(self, s_dim, a_dim):
        super().__init__()
        self.net = mlp(s_dim + a_dim, 32, 32, 1)

    def forward(self, s, a):
        return self.net(torch.cat([s, a], dim=-1))


class DDPG:
    def __init__(self, s_dim=3, a_dim=1, gamma=0.99, tau=0.01):
        self.actor, self.critic = mlp(s_dim, 32, a_dim, out_act=nn.Tanh), Critic(s_dim, a_dim)
        self.actor_t, self.critic_t = copy.deepcopy(self.actor), copy.deepcopy(self.critic)
        self.opt_a = torch.optim.Adam(self.actor.parameters(), lr=1e-3)
        self.opt_c = torch.optim.Adam(self.critic.parameters(), lr=1e-3)
        self.memory = deque(maxlen=500)
        self.gamma, self.tau = gamma, tau

    @torch.no_grad()
    def act(self, s, noise=0.1):
        return (self.actor(s) + noise * torch.randn(1)).clamp(-1, 1)

    def losses(self, s, a, r, s2):
        with torch.no_grad():
            y = r + self.gamma * self.critic_t(s2, self.actor_t(s2))
        critic_loss = nn.functional.mse_loss(self.critic(s, a), y)
        actor_loss = -self.critic(s, self.actor(s)).mean()
        return critic_loss, actor_loss

    def update(self, n=16):
        s, a, r, s2 = (torch.stack(t) for t in zip(*random.sample(self.memory, n)))
        critic_loss, actor_loss = self.losses(s, a, r, s2)

        self.opt_c.zero_grad()
        critic_loss.backward()
        self.opt_c.step()

        self.opt_a.zero_grad()
        actor_loss.backward()
        self.opt_a.step()

        for net, tgt in ((self.actor, self.actor_t), (self.critic, self.critic_t)):
            for p, q in zip(net.parameters(), tgt.parameters()):
                q.data.mul_(1 - self.tau).add_(self.tau * p.data)
        return critic_loss.item(), actor_loss.item()


def env_step(s, a):
    s2 = 0.95 * s + 0.1 * torch.cat([a, -a, a]) + 0.02 * torch.randn(3)
    return s2, -(s2 ** 2).sum().reshape(1)


if __name__ == "__main__":
    agent = DDPG()
    s = torch.randn(3)
    for t in range(60):
        a = agent.act(s)
        s2, r = env_step(s, a)
        agent.memory.append((s, a, r, s2))
        s = s2
        if len(agent.memory) >= 20:
            lc, la = agent.update()
            if t % 10 == 0:
                print(f"t={t} critic {lc:.3f} actor {la:.3f}")
