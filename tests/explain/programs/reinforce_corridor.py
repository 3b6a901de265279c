from typing import List
import torch
import torch.nn as nn
from torch.distributions import Categorical


class Corridor:
    """start in the middle, reach the right end"""
    def __init__(self, n: int = 7) -> None:
        self.n = n

    def reset(self) -> torch.Tensor:
        self.pos = self.n // 2
        return self.obs()

    def obs(self) -> torch.Tensor:
        o = torch.zeros(self.n)
        o[self.pos] = 1.0
        return o

    def step(self, action: int):
        self.pos = max(0, min(self.n - 1, self.pos + (1 if action == 1 else -1)))
        done = self.pos in (0, self.n - 1)
        return self.obs(), (1.0 if self.pos == self.n - 1 else -0.05), done


class Policy(nn.Module):
    def __init__(self, n: int) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Linear(n, 16), nn.Tanh(), nn.Linear(16, 2))
        self.log_probs: List[torch.Tensor] = []
        self.rewards: List[float] = []

    def forward(self, o: torch.Tensor) -> Categorical:
        return Categorical(logits=self.net(o))

    @torch.no_grad()
    def act(self, o: torch.Tensor) -> int:
        dist = self(o)
        a = dist.sample()
        self.log_probs.append(dist.log_prob(a))
        return int(a)


def run_episode(env: Corridor, policy: Policy, limit: int = 30) -> None:
    o, done, t = env.reset(), False, 0
    while not done and t < limit:
        o, r, done = env.step(policy.act(o))
        policy.rewards.append(r)
        t += 1


def finish_episode(policy: Policy, opt: torch.optim.Optimizer, gamma: float = 0.98) -> float:
    R, returns = 0.0, []
    for r in policy.rewards[::-1]:
        R = r + gamma * R
        returns.insert(0, R)
    G = torch.tensor(returns)
    policy_loss = -(torch.stack(policy.log_probs) * (G - G.mean())).sum()
    opt.zero_grad()
    policy_loss.backward()
    opt.step()
    policy.log_probs.clear()
    policy.rewards.clear()
    return R


def main() -> None:
    torch.manual_seed(12)
    env, policy = Corridor(), Policy(7)
    opt = torch.optim.Adam(policy.parameters(), lr=1e-2)
    for ep in range(10):
        run_episode(env, policy)
        ret = finish_episode(policy, opt)
        print(f"episode {ep:2d} return {ret:+.3f}")


if __name__ == "__main__":
    main()
