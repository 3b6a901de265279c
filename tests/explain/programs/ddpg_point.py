"""DDPG on a 2-D point mass (offline transitions only)."""
import copy
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class HParams:
    obs: int = 4
    act: int = 2
    hidden: int = 32
    gamma: float = 0.98
    tau: float = 0.01
    actor_lr: float = 1e-3
    critic_lr: float = 2e-3
    batch: int = 32


def mlp(i, o, h, last=None):
    net = [nn.Linear(i, h), nn.ReLU(), nn.Linear(h, h), nn.ReLU(), nn.Linear(h, o)]
    return nn.Sequential(*net, last) if last else nn.Sequential(*net)


class Critic(nn.Module):
    def __init__(self, hp):
        super().__init__()
        self.q = mlp(hp.obs + hp.act, 1, hp.hidden)

    def forward(self, s, a):
        return self.q(torch.cat([s, a], -1))


class DDPG:
    def __init__(self, hp: HParams):
        self.hp = hp
        self.actor = mlp(hp.obs, hp.act, hp.hidden, nn.Tanh())
        self.critic = Critic(hp)
        self.actor_t, self.critic_t = copy.deepcopy(self.actor), copy.deepcopy(self.critic)
        self.actor_opt = torch.optim.Adam(self.actor.parameters(), lr=hp.actor_lr)
        self.critic_opt = torch.optim.Adam(self.critic.parameters(), lr=hp.critic_lr)

    @torch.no_grad()
    def target(self, r, s2):
        return r + self.hp.gamma * self.critic_t(s2, self.actor_t(s2))

    def losses(self, s, a, r, s2):
        critic_loss = F.mse_loss(self.critic(s, a), self.target(r, s2))
        actor_loss = -self.critic(s, self.actor(s)).mean()
        return critic_loss, actor_loss

    def update(self, batch):
        critic_loss, actor_loss = self.losses(*batch)

        self.critic_opt.zero_grad()
        critic_loss.backward()
        self.critic_opt.step()

        self.actor_opt.zero_grad()
        actor_loss.backward()
        self.actor_opt.step()

        self._soft_update()
        return {"critic": critic_loss.item(), "actor": actor_loss.item()}

    @torch.no_grad()
    def _soft_update(self):
        for net, tgt in ((self.actor, self.actor_t), (self.critic, self.critic_t)):
            for p, q in zip(net.parameters(), tgt.parameters()):
                q.lerp_(p, self.hp.tau)


def transitions(n):
    s = torch.randn(n, 4)
    a = torch.rand(n, 2) * 2 - 1
    s2 = torch.cat([s[:, :2] + 0.1 * s[:, 2:], 0.95 * s[:, 2:] + 0.1 * a], 1)
    r = -s2[:, :2].norm(dim=1, keepdim=True)
    return s, a, r, s2


if __name__ == "__main__":
    torch.manual_seed(77)
    agent = DDPG(HParams())
    data = transitions(256)
    for it in range(9):
        ix = torch.randint(0, 256, (agent.hp.batch,))
        log = agent.update([d[ix] for d in data])
        if it % 3 == 0:
            print(f"update {it}: " + "  ".join(f"{k}={v:.4f}" for k, v in log.items()))
