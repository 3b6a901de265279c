"""PPO for a toy continuous control task, single file."""
import time
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn as nn
from torch.distributions.normal import Normal


@dataclass
class Args:
    seed: int = 1
    num_steps: int = 32
    update_epochs: int = 2
    num_minibatches: int = 2
    num_iterations: int = 3
    gamma: float = 0.99
    clip_coef: float = 0.2
    ent_coef: float = 0.01
    vf_coef: float = 0.5
    max_grad_norm: float = 0.5
    learning_rate: float = 3e-4
    norm_adv: bool = True


class PointEnv:
    def __init__(self, rng):
        self.rng = rng

    def reset(self):
        self.s = self.rng.normal(size=4).astype(np.float32)
        return self.s

    def step(self, a):
        self.s = (self.s + 0.1 * np.concatenate([a, -a])).astype(np.float32)
        return self.s, -float(np.square(self.s).sum())


def layer_init(layer, std=np.sqrt(2), bias_const=0.0):
    torch.nn.init.orthogonal_(layer.weight, std)
    torch.nn.init.constant_(layer.bias, bias_const)
    return layer


class Agent(nn.Module):
    def __init__(self, obs_dim, act_dim):
        super().__init__()
        self.critic = nn.Sequential(layer_init(nn.Linear(obs_dim, 32)), nn.Tanh(), layer_init(nn.Linear(32, 1), std=1.0))
        self.actor_mean = nn.Sequential(layer_init(nn.Linear(obs_dim, 32)), nn.Tanh(), layer_init(nn.Linear(32, act_dim), std=0.01))
        self.actor_logstd = nn.Parameter(torch.zeros(1, act_dim))

    def get_action_and_value(self, x, action=None):
        action_mean = self.actor_mean(x)
        action_std = torch.exp(self.actor_logstd.expand_as(action_mean))
        probs = Normal(action_mean, action_std)
        if action is None:
            action = probs.sample()
        return action, probs.log_prob(action).sum(1), probs.entropy().sum(1), self.critic(x)


if __name__ == "__main__":
    args = Args()
    rng = np.random.default_rng(args.seed)
    torch.manual_seed(args.seed)
    env = PointEnv(rng)
    agent = Agent(4, 2)
    optimizer = torch.optim.Adam(agent.parameters(), lr=args.learning_rate, eps=1e-5)
    start_time = time.time()

    for iteration in range(1, args.num_iterations + 1):
        obs, acts, logps, vals, rews = [], [], [], [], []
        s = torch.from_numpy(env.reset())[None]
        for _ in range(args.num_steps):
            with torch.no_grad():
                a, lp, _, v = agent.get_action_and_value(s)
            s2, r = env.step(a[0].numpy())
            obs.append(s); acts.append(a); logps.append(lp); vals.append(v.flatten()); rews.append(r)
            s = torch.from_numpy(s2)[None]

        returns, R = [], 0.0
        for r in reversed(rews):
            R = r + args.gamma * R
            returns.insert(0, R)
        b_obs, b_actions = torch.cat(obs), torch.cat(acts)
        b_logprobs, b_values = torch.cat(logps), torch.cat(vals)
        b_returns = torch.tensor(returns)
        b_advantages = b_returns - b_values

        for epoch in range(args.update_epochs):
            for mb_inds in np.array_split(rng.permutation(args.num_steps), args.num_minibatches):
                _, newlogprob, entropy, newvalue = agent.get_action_and_value(b_obs[mb_inds], b_actions[mb_inds])
                ratio = (newlogprob - b_logprobs[mb_inds]).exp()
                mb_adv = b_advantages[mb_inds]
                if args.norm_adv:
                    mb_adv = (mb_adv - mb_adv.mean()) / (mb_adv.std() + 1e-8)

                pg_loss1 = -mb_adv * ratio
                pg_loss2 = -mb_adv * torch.clamp(ratio, 1 - args.clip_coef, 1 + args.clip_coef)
                pg_loss = torch.max(pg_loss1, pg_loss2).mean()
                v_loss = 0.5 * ((newvalue.view(-1) - b_returns[mb_inds]) ** 2).mean()

                loss = (
                    pg_loss
                    - args.ent_coef * entropy
                    + v_loss * args.vf_coef
                )

                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(agent.parameters(), args.max_grad_norm)
                optimizer.step()
        print(f"iter={iteration}, return={sum(rews):.2f}, v_loss={v_loss.item():.3f}, took {time.time() - start_time:.1f}s")
