"""HW3, policy gradients on a 1-D corridor (no gym allowed).  Name: ______  ID: ______"""
import random
import torch
from torch import nn
from torch.distributions import Categorical

random.seed(0)
torch.manual_seed(0)


class Corridor:
    def __init__(self, length=6):
        self.length = length

    def reset(self):
        self.pos, self.t = 0, 0
        return self.state()

    def state(self):
        s = torch.zeros(self.length)
        s[self.pos] = 1.0
        return s

    def step(self, action):
        self.t += 1
        self.pos = max(0, self.pos + (1 if action == 1 else -1))
        done = self.pos == self.length - 1 or self.t >= 15
        reward = 1.0 if self.pos == self.length - 1 else -0.1
        return self.state(), reward, done


class Agent(object):
    def __init__(self, n_states, n_actions, gamma=0.98, beta=0.01):
        self.pi = nn.Sequential(nn.Linear(n_states, 16), nn.Tanh(), nn.Linear(16, n_actions))
        self.opt = torch.optim.Adam(self.pi.parameters(), lr=1e-2)
        self.gamma = gamma
        self.beta = beta
        self.loss = None
        self.clear()

    def clear(self):
        self.log_probs, self.rewards, self.entropies = [], [], []

    def act(self, s):
        dist = Categorical(logits=self.pi(s))
        a = dist.sample()
        self.log_probs.append(dist.log_prob(a))
        self.entropies.append(dist.entropy())
        return a.item()

    def returns(self):
        R, out = 0, []
        for r in reversed(self.rewards):
            R = r + self.gamma * R
            out.insert(0, R)
        out = torch.tensor(out)
        return (out - out.mean()) / (out.std() + 1e-8)

    def update(self):
        policy_loss = []
        for log_prob, R in zip(self.log_probs, self.returns()):
            policy_loss.append(-log_prob * R)
        entropy = torch.stack(self.entropies).mean()
        self.loss = torch.stack(policy_loss) - self.beta * entropy
        self.opt.zero_grad()
        self.loss.backward()
        self.opt.step()
        self.clear()


env = Corridor()
agent = Agent(env.length, 2)

for episode in range(4):
    s, done = env.reset(), False
    total_reward = 0
    while not done:
        a = agent.act(s)
        s, r, done = env.step(a)
        agent.rewards.append(r)
        total_reward += r
    print("episode", episode, "reward %.2f" % total_reward, "steps", env.t)
    agent.update()
