import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Normal


def mlp(*d):
    layers = []
    for i in range(len(d) - 1):
        layers += [nn.Linear(d[i], d[i + 1]), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


class Actor(nn.Module):
    def __init__(self, s, a):
        super().__init__()
        self.net = mlp(s, 32, 2 * a)

    def sample(self, s):
        mu, log_std = self.net(s).chunk(2, -1)
        dist = Normal(mu, log_std.clamp(-5, 2).exp())
        u = dist.rsample()
        a = torch.tanh(u)
        logp = dist.log_prob(u) - torch.log(1 - a.pow(2) + 1e-6)
        return a, logp.sum(1, keepdim=True)


class Critic(nn.Module):
    def __init__(self, s, a):
        super().__init__()
        self.q1, self.q2 = mlp(s + a, 32, 1), mlp(s + a, 32, 1)

    def forward(self, s, a):
        x = torch.cat([s, a], 1)
        return self.q1(x), self.q2(x)


class SAC:
    def __init__(self, s, a, lr=3e-3, gamma=0.99, tau=0.01, auto_entropy=False):
        self.actor, self.critic, self.target = Actor(s, a), Critic(s, a), Critic(s, a)
        self.target.load_state_dict(self.critic.state_dict())
        self.gamma, self.tau, self.auto = gamma, tau, auto_entropy
        self.log_alpha = torch.zeros(1, requires_grad=True)
        self.target_entropy = -float(a)
        adam = torch.optim.Adam
        self.critic_opt = adam(self.critic.parameters(), lr)
        self.actor_opt = adam(self.actor.parameters(), lr)
        self.alpha_opt = adam([self.log_alpha], lr)

    @property
    def alpha(self):
        return self.log_alpha.exp()

    def act(self, s):
        with torch.no_grad():
            return self.actor.sample(torch.from_numpy(s)[None])[0][0].numpy()

    def critic_loss(self, s, a, r, s2, d):
        with torch.no_grad():
            a2, logp2 = self.actor.sample(s2)
            q = torch.min(*self.target(s2, a2)) - self.alpha * logp2
            y = r + self.gamma * (1 - d) * q
        return sum(F.mse_loss(q, y) for q in self.critic(s, a))

    def actor_loss(self, s):
        a, logp = self.actor.sample(s)
        return (self.alpha.detach() * logp - torch.min(*self.critic(s, a))).mean(), logp

    def step(self, opt, objective):
        opt.zero_grad()
        objective.backward()
        opt.step()
        return objective.item()

    def update(self, batch):
        info = {"critic": self.step(self.critic_opt, self.critic_loss(*batch))}
        pi_loss, logp = self.actor_loss(batch[0])
        info["actor"] = self.step(self.actor_opt, pi_loss)
        if self.auto:
            info["alpha"] = self.step(self.alpha_opt, -self.log_alpha * (logp + self.target_entropy).detach())
        with torch.no_grad():
            for p, t in zip(self.critic.parameters(), self.target.parameters()):
                t.lerp_(p, self.tau)
        return info
