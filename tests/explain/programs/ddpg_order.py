import copy
import torch
import torch.nn as nn


class DDPG:
    def __init__(self, s_dim=4, a_dim=1, tau=0.05):
        self.actor = nn.Sequential(nn.Linear(s_dim, 20), nn.ReLU(), nn.Linear(20, a_dim), nn.Tanh())
        self.critic = nn.Sequential(nn.Linear(s_dim + a_dim, 20), nn.ReLU(), nn.Linear(20, 1))
        self.actor_t = copy.deepcopy(self.actor)
        self.critic_t = copy.deepcopy(self.critic)
        self.opt_a = torch.optim.Adam(self.actor.parameters(), lr=1e-4)
        self.opt_c = torch.optim.Adam(self.critic.parameters(), lr=1e-3)
        self.tau = tau

    def Q(self, s, a):
        return self.critic(torch.cat([s, a], dim=1))

    def critic_loss(self, s, a, r, s2):
        with torch.no_grad():
            y = r + 0.99 * self.critic_t(torch.cat([s2, self.actor_t(s2)], 1))
        return nn.functional.mse_loss(self.Q(s, a), y)

    def actor_loss(self, s):
        return -self.Q(s, self.actor(s)).mean()

    def soft_update(self):
        for net, tgt in ((self.actor, self.actor_t), (self.critic, self.critic_t)):
            for p, pt in zip(net.parameters(), tgt.parameters()):
                pt.data.mul_(1 - self.tau).add_(self.tau * p.data)

    def update(self, batch):
        s, a, r, s2 = batch
        lc = self.critic_loss(s, a, r, s2)
        la = self.actor_loss(s)

        self.opt_c.zero_grad()
        lc.backward()
        self.opt_c.step()

        self.opt_a.zero_grad()
        la.backward()
        self.opt_a.step()

        self.soft_update()
        return lc.item(), la.item()


def sample(n=16):
    s = torch.randn(n, 4)
    a = torch.rand(n, 1) * 2 - 1
    return s, a, -(s[:, :1] - a) ** 2, s + 0.1 * a


if __name__ == "__main__":
    torch.manual_seed(0)
    agent = DDPG()
    for i in range(20):
        c, a = agent.update(sample())
        if i % 5 == 0:
            print("update", i, "critic", round(c, 4), "actor", round(a, 4))
