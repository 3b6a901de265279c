# ppo, single file. toy env instead of gym so I can post it here
import time
from dataclasses import dataclass

import torch
import torch.nn as nn
from torch.distributions import Categorical


@dataclass
class Args:
    seed: int = 1
    num_steps: int = 64
    num_updates: int = 3
    minibatch_size: int = 16
    update_epochs: int = 2
    gamma: float = 0.99
    gae_lambda: float = 0.95
    clip_coef: float = 0.2
    clip_vloss: bool = True
    norm_adv: bool = True
    ent_coef: float = 0.01
    vf_coef: float = 0.5
    lr: float = 2.5e-4


class ToyEnv:
    """point that should stay near the origin"""

    def reset(self):
        self.s = torch.randn(4)
        self.t = 0
        return self.s

    def step(self, a):
        self.s = self.s * 0.95 + 0.1 * (a - 1) + 0.05 * torch.randn(4)
        self.t += 1
        return self.s, -float(self.s.abs().sum()), self.t >= 20


def layer_init(layer, std=2 ** 0.5):
    nn.init.orthogonal_(layer.weight, std)
    nn.init.constant_(layer.bias, 0.0)
    return layer


class Agent(nn.Module):
    def __init__(self):
        super().__init__()
        self.critic = nn.Sequential(layer_init(nn.Linear(4, 32)), nn.Tanh(), layer_init(nn.Linear(32, 1), 1.0))
        self.actor = nn.Sequential(layer_init(nn.Linear(4, 32)), nn.Tanh(), layer_init(nn.Linear(32, 3), 0.01))

    def get_action_and_value(self, x, action=None):
        dist = Categorical(logits=self.actor(x))
        if action is None:
            action = dist.sample()
        return action, dist.log_prob(action), dist.entropy(), self.critic(x)


if __name__ == "__main__":
    args = Args()
    torch.manual_seed(args.seed)
    env, agent = ToyEnv(), Agent()
    optimizer = torch.optim.Adam(agent.parameters(), lr=args.lr, eps=1e-5)
    N = args.num_steps
    obs, actions, logprobs = torch.zeros(N, 4), torch.zeros(N), torch.zeros(N)
    rewards, dones, values = torch.zeros(N), torch.zeros(N), torch.zeros(N)
    next_obs, next_done, start = env.reset(), 0.0, time.time()

    for update in range(1, args.num_updates + 1):
        for step in range(N):
            obs[step], dones[step] = next_obs, next_done
            with torch.no_grad():
                a, lp, _, v = agent.get_action_and_value(next_obs)
            actions[step], logprobs[step], values[step] = a, lp, v.flatten()
            next_obs, rewards[step], d = env.step(a.item())
            next_done = float(d)
            if d:
                next_obs = env.reset()

        with torch.no_grad():
            nextv, lastgae = agent.critic(next_obs).item(), 0.0
            adv = torch.zeros(N)
            for t in reversed(range(N)):
                nonterm = 1.0 - (next_done if t == N - 1 else dones[t + 1])
                nv = nextv if t == N - 1 else values[t + 1]
                delta = rewards[t] + args.gamma * nv * nonterm - values[t]
                adv[t] = lastgae = delta + args.gamma * args.gae_lambda * nonterm * lastgae
            returns = adv + values

        for epoch in range(args.update_epochs):
            for mb in torch.randperm(N).split(args.minibatch_size):
                _, newlogprob, entropy, newvalue = agent.get_action_and_value(obs[mb], actions[mb].long())
                ratio = (newlogprob - logprobs[mb]).exp()
                mb_adv = adv[mb]
                if args.norm_adv:
                    mb_adv = (mb_adv - mb_adv.mean()) / (mb_adv.std() + 1e-8)
                pg_loss = torch.max(-mb_adv * ratio,
                                    -mb_adv * torch.clamp(ratio, 1 - args.clip_coef, 1 + args.clip_coef)).mean()

                newvalue = newvalue.view(-1)
                if args.clip_vloss:
                    v_loss_unclipped = (newvalue - returns[mb]) ** 2
                    v_clipped = values[mb] + torch.clamp(newvalue - values[mb], -args.clip_coef, args.clip_coef)
                    v_loss_clipped = (v_clipped - returns[mb]) ** 2
                    v_loss = 0.5 * torch.max(v_loss_unclipped, v_loss_clipped)
                else:
                    v_loss = 0.5 * ((newvalue - returns[mb]) ** 2).mean()

                entropy_loss = entropy.mean()
                loss = pg_loss - args.ent_coef * entropy_loss + v_loss * args.vf_coef
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
                optimizer.step()
        print(f"update {update} mean_reward={rewards.mean():.3f} ent={entropy_loss.item():.3f}")
    print("SPS > 0:", N * args.num_updates / (time.time() - start) > 0)
