import argparse

import torch
import torch.nn as nn

from collector import Collector, VecRecallEnv
from policy import RecurrentPolicy


class A2C:
    def __init__(self, policy, args):
        self.policy, self.args = policy, args
        self.optimizer = torch.optim.RMSprop(policy.parameters(), lr=args.lr, eps=1e-5, alpha=0.99)

    def update(self, steps, next_value):
        returns, R = [], next_value
        for s in reversed(steps):
            R = s.reward + self.args.gamma * R * s.mask
            returns.insert(0, R)
        returns = torch.stack(returns)
        values = torch.stack([s.value for s in steps])
        log_probs = torch.stack([s.log_prob for s in steps])
        advantages = returns - values
        value_loss = advantages.pow(2).mean()
        action_loss = -(advantages.detach() * log_probs).mean()
        entropy = torch.stack([s.entropy for s in steps]).mean()

        self.optimizer.zero_grad()
        (value_loss * self.args.value_loss_coef + action_loss - entropy * self.args.entropy_coef).backward()
        nn.utils.clip_grad_norm_(self.policy.parameters(), self.args.max_grad_norm)
        self.optimizer.step()
        return value_loss.item(), action_loss.item(), entropy.item()


def get_args():
    parser = argparse.ArgumentParser(description="recurrent A2C")
    parser.add_argument("--lr", type=float, default=7e-4)
    parser.add_argument("--gamma", type=float, default=0.99)
    parser.add_argument("--entropy-coef", type=float, default=0.01)
    parser.add_argument("--value-loss-coef", type=float, default=0.5)
    parser.add_argument("--max-grad-norm", type=float, default=0.5)
    parser.add_argument("--num-envs", type=int, default=4)
    parser.add_argument("--num-steps", type=int, default=5)
    parser.add_argument("--num-updates", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def main():
    args = get_args()
    torch.manual_seed(args.seed)
    policy = RecurrentPolicy(3, 2, 16)
    collector = Collector(policy, VecRecallEnv(args.num_envs), args.num_steps)
    agent = A2C(policy, args)
    for j in range(args.num_updates):
        vl, al, ent = agent.update(*collector.collect())
        print(f"update {j} value_loss {vl:.4f} action_loss {al:.4f} entropy {ent:.3f}")


if __name__ == "__main__":
    main()
