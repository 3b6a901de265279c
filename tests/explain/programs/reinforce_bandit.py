import collections
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Categorical

Step = collections.namedtuple("Step", "log_prob reward")


class Policy(nn.Module):
    def __init__(self, n_ctx=3, n_arms=4):
        super().__init__()
        self.affine1 = nn.Linear(n_ctx, 24)
        self.affine2 = nn.Linear(24, n_arms)
        self.trajectory = []

    def forward(self, x):
        x = F.relu(self.affine1(x))
        return F.softmax(self.affine2(x), dim=-1)


class ContextBandit:
    best = {0: 1, 1: 3, 2: 0}

    def reset(self):
        self.c = int(torch.randint(3, ()))
        return F.one_hot(torch.tensor(self.c), 3).float()

    def step(self, arm):
        return self.reset_keep(), 1.0 if arm == self.best[self.c] else -0.1

    def reset_keep(self):
        return F.one_hot(torch.tensor(self.c), 3).float()


torch.manual_seed(543)
policy = Policy()
optimizer = torch.optim.Adam(policy.parameters(), lr=1e-2)
eps = torch.finfo(torch.float32).eps


def select_action(state):
    probs = policy(state)
    m = Categorical(probs)
    action = m.sample()
    return action.item(), m.log_prob(action)


def finish_episode(gamma=0.9):
    R, returns = 0.0, []
    for s in reversed(policy.trajectory):
        R = s.reward + gamma * R
        returns.insert(0, R)
    returns = torch.tensor(returns)
    returns = (returns - returns.mean()) / (returns.std() + eps)

    policy_loss = []
    for s, R in zip(policy.trajectory, returns):
        policy_loss.append(-s.log_prob * R)

    optimizer.zero_grad()
    policy_loss = torch.FloatTensor(policy_loss).sum()
    policy_loss.backward()
    optimizer.step()
    policy.trajectory.clear()
    return policy_loss.item()


def main():
    env = ContextBandit()
    running_reward = 0
    for i_episode in range(1, 13):
        state, ep_reward = env.reset(), 0
        for t in range(8):
            action, log_prob = select_action(state)
            state, reward = env.step(action)
            policy.trajectory.append(Step(log_prob, reward))
            ep_reward += reward
        running_reward = 0.1 * ep_reward + 0.9 * running_reward
        loss = finish_episode()
        if i_episode % 4 == 0:
            print(f"Episode {i_episode}\tLast reward: {ep_reward:.2f}\tAverage reward: {running_reward:.2f}\tloss: {loss:.3f}")


if __name__ == "__main__":
    main()
