from collections import namedtuple

import torch

Step = namedtuple("Step", "log_prob value entropy reward mask")


class VecRecallEnv:
    """show a cue at t=0, reward for repeating it at the end"""

    def __init__(self, num_envs, length=6):
        self.n, self.length, self.t = num_envs, length, 0
        self.reset()

    def reset(self):
        self.cue = torch.randint(0, 2, (self.n,))
        self.t = 0
        return self.obs()

    def obs(self):
        o = torch.zeros(self.n, 3)
        if self.t == 0:
            o[torch.arange(self.n), self.cue] = 1
        o[:, 2] = self.t / self.length
        return o

    def step(self, action):
        self.t += 1
        done = self.t >= self.length
        reward = (action == self.cue).float() if done else torch.zeros(self.n)
        obs = self.reset() if done else self.obs()
        return obs, reward, torch.full((self.n, 1), float(done))


class Collector:
    def __init__(self, policy, env, num_steps):
        self.policy, self.env, self.num_steps = policy, env, num_steps
        self.obs = env.reset()
        self.rnn_hxs = policy.initial_state(env.n)
        self.masks = torch.ones(env.n, 1)

    def collect(self):
        steps, hxs = [], self.rnn_hxs
        for _ in range(self.num_steps):
            dist, value, hxs = self.policy(self.obs, hxs, self.masks)
            action = dist.sample()
            self.obs, reward, done = self.env.step(action)
            self.masks = 1.0 - done
            steps.append(Step(dist.log_prob(action), value, dist.entropy(), reward, self.masks.squeeze(-1)))
        with torch.no_grad():
            next_value = self.policy(self.obs, hxs, self.masks)[1]
        self.rnn_hxs = hxs
        return steps, next_value
