"""Stand-up task for the two-legged thing, PPO with GAE. Robotics lab, week 6."""
import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical


class ActorCritic(nn.Module):
    def __init__(self, obs=5, act=3):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(obs, 24), nn.Tanh())
        self.pi = nn.Linear(24, act)
        self.v = nn.Linear(24, 1)

    def forward(self, o):
        h = self.body(o)
        return Categorical(logits=self.pi(h)), self.v(h).squeeze(-1)


class Sim:
    def __init__(self, seed):
        self.rs = np.random.RandomState(seed)

    def reset(self):
        self.x = self.rs.randn(5)
        return self.x.copy()

    def step(self, a):
        self.x = 0.95 * self.x + 0.1 * (a - 1) + 0.01 * self.rs.randn(5)
        return self.x.copy(), float(1.0 - np.abs(self.x).mean())


class Runner:
    def __init__(self, n_steps=24, gamma=0.98, lam=0.95):
        self.n_steps, self.gamma, self.lam = n_steps, gamma, lam
        self.sim = Sim(0)

    @torch.no_grad()
    def rollout(self, net):
        o = self.sim.reset()
        O, A, LP, R = [], [], [], []
        for _ in range(self.n_steps):
            ot = torch.as_tensor(o, dtype=torch.float32)
            d, _ = net(ot)
            a = d.sample()
            O.append(ot); A.append(a); LP.append(d.log_prob(a))
            o, r = self.sim.step(a.item())
            R.append(r)
        return torch.stack(O), torch.stack(A), torch.stack(LP), torch.tensor(R)

    def gae(self, net, obs, rew):
        _, val = net(obs)
        adv = []
        last = 0.0
        for t in reversed(range(len(rew))):
            nxt = val[t + 1] if t + 1 < len(rew) else 0.0
            delta = rew[t] + self.gamma * nxt - val[t]
            last = delta + self.gamma * self.lam * last
            adv.append(last)
        adv = torch.stack(adv[::-1])
        return adv, adv + val


def ppo_loss(net, obs, act, old_lp, adv, ret, eps=0.2):
    dist, v = net(obs)
    ratio = torch.exp(dist.log_prob(act) - old_lp)
    surr = torch.min(ratio * adv, ratio.clamp(1 - eps, 1 + eps) * adv)
    return -surr.mean() + 0.5 * (ret - v).pow(2).mean() - 0.01 * dist.entropy().mean()


def main(iters=3, K=4):
    torch.manual_seed(0)
    net = ActorCritic()
    optim = torch.optim.Adam(net.parameters(), lr=3e-3)
    runner = Runner()
    for it in range(iters):
        obs, act, old_lp, rew = runner.rollout(net)
        adv, ret = runner.gae(net, obs, rew)
        for _ in range(K):
            loss = ppo_loss(net, obs, act, old_lp, adv, ret)
            optim.zero_grad()
            loss.backward()
            optim.step()
        print("iter", it, "reward", round(rew.sum().item(), 3), "loss", round(loss.item(), 4))


if __name__ == "__main__":
    main()
