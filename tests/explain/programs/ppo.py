from collections import namedtuple
import torch
import torch.nn as nn
from torch.distributions import Normal

Batch = namedtuple("Batch", "obs act logp ret adv")
HP = dict(clip=0.2, vf_coef=0.5, ent_coef=0.01, lr=3e-4, epochs=3, minibatch=16)


class ActorCritic(nn.Module):
    def __init__(self, obs_dim=5, act_dim=2):
        super().__init__()
        self.actor = nn.Sequential(nn.Linear(obs_dim, 32), nn.Tanh(), nn.Linear(32, act_dim))
        self.critic = nn.Sequential(nn.Linear(obs_dim, 32), nn.Tanh(), nn.Linear(32, 1))
        self.log_std = nn.Parameter(torch.zeros(act_dim) - 0.5)

    def dist(self, obs):
        return Normal(self.actor(obs), self.log_std.exp())

    def evaluate(self, obs, act):
        d = self.dist(obs)
        return d.log_prob(act).sum(-1), d.entropy().sum(-1), self.critic(obs).squeeze(-1)


def rollout(ac, n=32):
    with torch.no_grad():
        obs = torch.randn(n, 5)
        d = ac.dist(obs)
        act = d.sample()
        logp = d.log_prob(act).sum(-1)
        ret = obs[:, 0] - act.pow(2).sum(-1)
        adv = ret - ac.critic(obs).squeeze(-1)
        adv = (adv - adv.mean()) / (adv.std() + 1e-8)
    return Batch(obs, act, logp, ret, adv)


class PPO:
    def __init__(self, hp):
        self.hp = hp
        self.ac = ActorCritic()
        self.optim = torch.optim.Adam(self.ac.parameters(), lr=hp["lr"], eps=1e-5)

    def minibatches(self, b):
        for idx in torch.randperm(len(b.obs)).split(self.hp["minibatch"]):
            yield Batch(*(t[idx] for t in b))

    def update(self, batch):
        stats = []
        for _ in range(self.hp["epochs"]):
            for mb in self.minibatches(batch):
                logp, entropy, value = self.ac.evaluate(mb.obs, mb.act)
                ratio = torch.exp(logp - mb.logp)
                surr1 = ratio * mb.adv
                surr2 = ratio.clamp(1 - self.hp["clip"], 1 + self.hp["clip"]) * mb.adv
                pi_loss = -torch.min(surr1, surr2).mean()
                v_loss = (value - mb.ret).pow(2).mean()
                loss = (
                    pi_loss
                    + self.hp["vf_coef"] * v_loss
                    - self.hp["ent_coef"] * entropy
                )
                self.optim.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(self.ac.parameters(), 0.5)
                self.optim.step()
                stats.append((pi_loss.item(), v_loss.item(), entropy.mean().item()))
        return torch.tensor(stats).mean(0)


if __name__ == "__main__":
    torch.manual_seed(6)
    agent = PPO(HP)
    for it in range(3):
        pi, v, h = agent.update(rollout(agent.ac)).tolist()
        print(f"it={it} pi={pi:+.4f} v={v:.4f} H={h:.4f}")
