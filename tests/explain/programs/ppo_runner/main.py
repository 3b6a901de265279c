import argparse
import logging
import sys

import torch
import torch.optim as optim

from agent import Agent
from losses import PPOObjective

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="[%(name)s] %(message)s")
log = logging.getLogger("ppo")

CONFIG = dict(
    env=dict(obs_dim=4, n_act=2),
    ppo=dict(clip_coef=0.2, clip_vloss=True, vf_coef=0.5, ent_coef=0.01),
    optim=dict(lr=2.5e-4, eps=1e-5, max_grad_norm=0.5),
)


def parse_args():
    p = argparse.ArgumentParser()
    p.add_argument("--num-steps", type=int, default=64)
    p.add_argument("--minibatches", type=int, default=4)
    p.add_argument("--update-epochs", type=int, default=2)
    p.add_argument("--gamma", type=float, default=0.99)
    p.add_argument("--seed", type=int, default=1)
    return p.parse_args()


class Runner:
    def __init__(self, args, cfg):
        self.args, self.cfg = args, cfg
        self.agent = Agent(**cfg["env"])
        self.objective = PPOObjective(cfg["ppo"])
        o = cfg["optim"]
        self.opt = optim.Adam(self.agent.parameters(), lr=o["lr"], eps=o["eps"])

    @torch.no_grad()
    def rollout(self):
        n = self.args.num_steps
        obs = torch.randn(n, self.cfg["env"]["obs_dim"])
        action, logp, _, value = self.agent.get_action_and_value(obs)
        reward = (action == (obs[:, 0] > 0).long()).float()
        ret, running = torch.zeros(n), 0.0
        for t in reversed(range(n)):
            running = reward[t] + self.args.gamma * running
            ret[t] = running
        return dict(obs=obs, action=action, logp=logp, value=value, ret=ret, adv=ret - value), reward.mean()

    def update(self, data):
        idx = torch.randperm(self.args.num_steps)
        for ids in idx.chunk(self.args.minibatches):
            mb = {k: v[ids] for k, v in data.items()}
            _, logp, ent, v = self.agent.get_action_and_value(mb["obs"], mb["action"])
            loss, stats = self.objective(mb, logp, ent, v)
            self.opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.agent.parameters(), self.cfg["optim"]["max_grad_norm"])
            self.opt.step()
        return stats

    def run(self, iterations=3):
        for it in range(iterations):
            data, rew = self.rollout()
            log.info("iter %d mean reward %.3f", it, rew)
            for _ in range(self.args.update_epochs):
                stats = self.update(data)
            log.info("iter %d pg %.4f H %.4f", it, stats["pg"], stats["entropy"])


if __name__ == "__main__":
    args = parse_args()
    torch.manual_seed(args.seed)
    Runner(args, CONFIG).run()
