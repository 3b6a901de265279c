import torch
from torch import nn, optim
from torch.nn import functional as F


class Grid:
    size = 4
    moves = ((0, 1), (0, -1), (1, 0), (-1, 0))

    def reset(self):
        self.p, self.t = [0, 0], 0
        return self.obs()

    def obs(self):
        o = torch.zeros(self.size, self.size)
        o[self.p[0], self.p[1]] = 1
        return o.flatten()

    def step(self, a):
        self.p = [min(max(c + d, 0), self.size - 1) for c, d in zip(self.p, self.moves[a])]
        self.t += 1
        goal = self.p == [self.size - 1] * 2
        return self.obs(), (1.0 if goal else -0.02), goal or self.t >= 20


class A2C:
    def __init__(self, n_obs=16, n_act=4, gamma=0.97, ent=0.01):
        self.actor = nn.Sequential(nn.Linear(n_obs, 32), nn.Tanh(), nn.Linear(32, n_act))
        self.critic = nn.Sequential(nn.Linear(n_obs, 32), nn.Tanh(), nn.Linear(32, 1))
        self.opt_a = optim.Adam(self.actor.parameters(), lr=2e-3)
        self.opt_c = optim.Adam(self.critic.parameters(), lr=5e-3)
        self.gamma, self.ent = gamma, ent

    def rollout(self, env):
        o, done, buf = env.reset(), False, []
        while not done:
            with torch.no_grad():
                a = torch.distributions.Categorical(logits=self.actor(o)).sample()
            o2, r, done = env.step(a.item())
            buf.append((o, a, r))
            o = o2
        return buf

    def returns(self, rewards):
        out, g = [], 0.0
        for r in rewards[::-1]:
            g = r + self.gamma * g
            out.append(g)
        return torch.tensor(out[::-1])

    def update(self, buf):
        obs, act, rew = zip(*buf)
        obs, act = torch.stack(obs), torch.stack(act)
        ret = self.returns(list(rew))

        values = self.critic(obs).squeeze(-1)
        advantage = ret - values
        dist = torch.distributions.Categorical(logits=self.actor(obs))

        critic_loss = advantage.pow(2).mean()
        actor_loss = -(dist.log_prob(act) * advantage).mean() - self.ent * dist.entropy().mean()

        self.opt_c.zero_grad()
        critic_loss.backward(retain_graph=True)
        self.opt_c.step()

        self.opt_a.zero_grad()
        actor_loss.backward()
        self.opt_a.step()
        return actor_loss.item(), critic_loss.item()


if __name__ == "__main__":
    torch.manual_seed(9)
    env, algo = Grid(), A2C()
    for ep in range(5):
        buf = algo.rollout(env)
        la, lc = algo.update(buf)
        print("ep %d len %2d  actor %.4f  critic %.4f" % (ep, len(buf), la, lc))
