import argparse
import logging
import sys
from dataclasses import dataclass

import torch
import torch.nn as nn

from guard import GradGuard

log = logging.getLogger("dqn")


@dataclass
class DQNConfig:
    lr: float = 1e-2
    gamma: float = 0.99
    reward_scale: float = 50.0
    grad_limit: float = 100.0
    target_every: int = 5
    updates: int = 30
    batch: int = 32


class Learner:
    def __init__(self, cfg: DQNConfig):
        self.cfg = cfg
        self.q = nn.Sequential(nn.Linear(4, 32), nn.ReLU(), nn.Linear(32, 2))
        self.q_target = nn.Sequential(nn.Linear(4, 32), nn.ReLU(), nn.Linear(32, 2))
        self.sync()
        self.opt = torch.optim.SGD(self.q.parameters(), lr=cfg.lr)
        self.guard = GradGuard(self.q, cfg.grad_limit)

    def sync(self):
        self.q_target.load_state_dict(self.q.state_dict())

    def td_loss(self, s, a, r, s2):
        q_sa = self.q(s).gather(1, a).squeeze(1)
        with torch.no_grad():
            target = self.cfg.reward_scale * r + self.cfg.gamma * self.q_target(s2).max(1).values
        return (q_sa - target).pow(2).mean()

    def update(self, batch):
        loss = self.td_loss(*batch)
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        return loss.item()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--lr", type=float, default=DQNConfig.lr)
    ap.add_argument("--seed", type=int, default=0)
    args = ap.parse_args()
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(name)s | %(message)s")
    torch.manual_seed(args.seed)
    cfg = DQNConfig(lr=args.lr)
    learner = Learner(cfg)
    for i in range(cfg.updates):
        s = torch.randn(cfg.batch, 4)
        a = torch.randint(0, 2, (cfg.batch, 1))
        batch = (s, a, torch.rand(cfg.batch), s + 0.1 * torch.randn_like(s))
        log.info("update %d td %.3f", i, learner.update(batch))
        if i % cfg.target_every == 0:
            learner.sync()


if __name__ == "__main__":
    main()
