"""Behavioural cloning + DAgger on a point-mass reacher. CS 285 style hw."""
import itertools
import random

import numpy as np
import torch
from torch import nn, optim
from torch import distributions as D


def build_mlp(i, o, n_layers=2, size=16):
    layers = []
    for _ in range(n_layers):
        layers += [nn.Linear(i, size), nn.Tanh()]
        i = size
    return nn.Sequential(*layers, nn.Linear(i, o))


class PointMass:
    def reset(self):
        self.s = np.random.uniform(-1, 1, 4)
        self.k = 0
        return self.s.copy()

    def step(self, a):
        self.s[2:] += 0.1 * np.clip(a, -1, 1)
        self.s[:2] += 0.1 * self.s[2:]
        self.k += 1
        return self.s.copy(), -np.abs(self.s[:2]).sum(), self.k >= 12


def expert(s):
    return -1.0 * s[..., :2] - 1.2 * s[..., 2:]


class MLPPolicySL(nn.Module):
    def __init__(self, ob_dim, ac_dim, lr=5e-3, ent_coef=1e-3):
        super().__init__()
        self.mean_net = build_mlp(ob_dim, ac_dim)
        self.logstd = nn.Parameter(torch.zeros(ac_dim))
        self.ent_coef = ent_coef
        self.optimizer = optim.Adam(itertools.chain([self.logstd], self.mean_net.parameters()), lr)

    def forward(self, obs):
        return D.Independent(D.Normal(self.mean_net(obs), self.logstd.exp()), 1)

    @torch.no_grad()
    def get_action(self, obs):
        return self(torch.as_tensor(obs, dtype=torch.float32)[None]).sample()[0].numpy()

    def update(self, obs, acs):
        dist = self(obs)
        bc_loss = -dist.log_prob(acs)
        entropy_bonus = dist.entropy().mean()
        loss = bc_loss - self.ent_coef * entropy_bonus
        self.optimizer.zero_grad()
        try:
            loss.backward()
        except RuntimeError as err:
            print(f"update failed on batch of {len(obs)}")
            raise err
        self.optimizer.step()
        return {"Training Loss": loss.item(), "Entropy": entropy_bonus.item()}


def rollout(env, policy=None):
    obs, acs, ret = [], [], 0.0
    s, done = env.reset(), False
    while not done:
        a = expert(s) if policy is None else policy.get_action(s)
        obs.append(s)
        acs.append(a)
        s, r, done = env.step(a)
        ret += r
    return np.array(obs), np.array(acs), ret


def run_training_loop(n_iter=3, batch=20, updates=5):
    env, policy = PointMass(), MLPPolicySL(4, 2)
    paths = [rollout(env) for _ in range(3)]
    O = np.concatenate([p[0] for p in paths])
    A = np.concatenate([p[1] for p in paths])
    print("expert return", round(np.mean([p[2] for p in paths]), 3))
    itr = 0
    while itr < n_iter:
        if itr > 0:                       # DAgger: relabel
            o, _, ret = rollout(env, policy)
            print("eval return", round(ret, 3))
            O, A = np.concatenate([O, o]), np.concatenate([A, expert(o)])
        for _ in range(updates):
            j = np.random.choice(len(O), batch)
            logs = policy.update(torch.tensor(O[j]).float(), torch.tensor(A[j]).float())
        print(itr, logs)
        itr += 1


random.seed(1), np.random.seed(1), torch.manual_seed(1)
run_training_loop()
