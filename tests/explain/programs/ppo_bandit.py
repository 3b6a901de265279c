# ppo on a toy contextual bandit, single file, cleanrl-ish
import random
import time
from types import SimpleNamespace

import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical

args = SimpleNamespace(
    seed=3,
    num_steps=64,
    num_updates=4,
    update_epochs=2,
    num_minibatches=4,
    clip_coef=0.2,
    ent_coef=0.01,
    vf_coef=0.5,
    lr=2.5e-4,
    norm_adv=True,
)


def layer_init(layer, std=np.sqrt(2), bias_const=0.0):
    torch.nn.init.orthogonal_(layer.weight, std)
    torch.nn.init.constant_(layer.bias, bias_const)
    return layer


class Agent(nn.Module):
    def __init__(self, obs_dim, n_act):
        super().__init__()
        self.critic = nn.Sequential(layer_init(nn.Linear(obs_dim, 32)), nn.Tanh(), layer_init(nn.Linear(32, 1), std=1.0))
        self.actor = nn.Sequential(layer_init(nn.Linear(obs_dim, 32)), nn.Tanh(), layer_init(nn.Linear(32, n_act), std=0.01))

    def get_value(self, x):
        return self.critic(x)

    def get_action_and_value(self, x, action=None):
        probs = Categorical(logits=self.actor(x))
        if action is None:
            action = probs.sample()
        return action, probs.log_prob(action), probs.entropy(), self.critic(x)


class Bandit:
    def __init__(self, obs_dim=4, n_act=3):
        self.W = torch.randn(obs_dim, n_act)

    def rollout(self, agent, n):
        obs = torch.randn(n, self.W.shape[0])
        with torch.no_grad():
            a, logp, _, v = agent.get_action_and_value(obs)
        r = (obs @ self.W).gather(1, a[:, None]).squeeze(1)
        return obs, a, logp, r, v.flatten()


if __name__ == "__main__":
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)

    env = Bandit()
    agent = Agent(4, 3)
    optimizer = torch.optim.Adam(agent.parameters(), lr=args.lr, eps=1e-5)
    start = time.time()
    batch_size = args.num_steps
    minibatch_size = batch_size // args.num_minibatches

    for update in range(1, args.num_updates + 1):
        b_obs, b_actions, b_logprobs, b_returns, b_values = env.rollout(agent, args.num_steps)
        b_advantages = b_returns - b_values
        b_inds = np.arange(batch_size)
        for epoch in range(args.update_epochs):
            np.random.shuffle(b_inds)
            for s in range(0, batch_size, minibatch_size):
                mb = b_inds[s:s + minibatch_size]
                _, newlogprob, entropy, newvalue = agent.get_action_and_value(b_obs[mb], b_actions[mb])
                ratio = (newlogprob - b_logprobs[mb]).exp()

                mb_adv = b_advantages[mb]
                if args.norm_adv:
                    mb_adv = (mb_adv - mb_adv.mean()) / (mb_adv.std() + 1e-8)

                pg_loss1 = -mb_adv * ratio
                pg_loss2 = -mb_adv * torch.clamp(ratio, 1 - args.clip_coef, 1 + args.clip_coef)
                pg_loss = torch.max(pg_loss1, pg_loss2).mean()

                v_loss = 0.5 * ((newvalue.view(-1) - b_returns[mb]) ** 2).mean()

                entropy_bonus = args.ent_coef * entropy
                loss = pg_loss - entropy_bonus + args.vf_coef * v_loss

                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
                optimizer.step()

        print(f"update={update} return={b_returns.mean():.3f} v_loss={v_loss.item():.3f}")
