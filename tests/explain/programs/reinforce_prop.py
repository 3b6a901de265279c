import torch
from torch import nn
from torch.distributions import Categorical

torch.manual_seed(5)


class Corridor:
    """6 cells, start in the middle, +1 at the right end."""
    def __init__(self, n=6): self.n = n
    def reset(self):
        self.p, self.t = self.n // 2, 0
        return self.obs()
    def obs(self):
        o = torch.zeros(self.n); o[self.p] = 1.
        return o
    def step(self, a):
        self.p = max(0, min(self.n - 1, self.p + (1 if a else -1)))
        self.t += 1
        r = 1.0 if self.p == self.n - 1 else -0.01
        return self.obs(), r, self.t >= 10


class ActorCritic(nn.Module):
    def __init__(self, n_obs, n_act, gamma=0.9, value_coef=0.5, entropy_coef=0.01):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(n_obs, 24), nn.Tanh())
        self.pi = nn.Linear(24, n_act)
        self.v = nn.Linear(24, 1)
        self.gamma, self.value_coef, self.entropy_coef = gamma, value_coef, entropy_coef
        self.forget()

    def forget(self):
        self.logp, self.values, self.rewards, self.ents = [], [], [], []

    def act(self, obs):
        h = self.body(obs)
        dist = Categorical(logits=self.pi(h))
        a = dist.sample()
        self.logp.append(dist.log_prob(a))
        self.ents.append(dist.entropy())
        self.values.append(self.v(h).squeeze(-1))
        return a.item()

    @property
    def returns(self):
        R, out = 0.0, []
        for r in reversed(self.rewards):
            R = r + self.gamma * R
            out.insert(0, R)
        out = torch.tensor(out)
        return (out - out.mean()) / (out.std() + 1e-8)

    @property
    def policy_loss(self):
        adv = self.returns - torch.stack(self.values).detach()
        return -torch.stack(self.logp) * adv

    @property
    def value_loss(self):
        return nn.functional.smooth_l1_loss(torch.stack(self.values), self.returns)

    @property
    def loss(self):
        bonus = torch.stack(self.ents).mean()
        return self.policy_loss + self.value_coef * self.value_loss - self.entropy_coef * bonus


env = Corridor()
agent = ActorCritic(env.n, 2)
opt = torch.optim.RMSprop(agent.parameters(), lr=5e-3)

for ep in range(1, 21):
    s, done, agent_reward = env.reset(), False, 0
    while not done:
        a = agent.act(s)
        s, r, done = env.step(a)
        agent.rewards.append(r)
        agent_reward += r
    opt.zero_grad()
    agent.loss.backward()
    opt.step()
    agent.forget()
    if ep % 5 == 0:
        print(f'Episode {ep}\treward: {agent_reward:.2f}')
