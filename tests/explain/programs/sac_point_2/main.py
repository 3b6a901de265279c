import argparse
import random
from collections import deque

import torch

from sac import SAC

parser = argparse.ArgumentParser(description='PyTorch Soft Actor-Critic Args')
parser.add_argument('--gamma', type=float, default=0.99, metavar='G')
parser.add_argument('--tau', type=float, default=0.005, metavar='G')
parser.add_argument('--lr', type=float, default=0.0003, metavar='G')
parser.add_argument('--alpha', type=float, default=0.2, metavar='G')
parser.add_argument('--automatic_entropy_tuning', type=bool, default=True, metavar='G')
parser.add_argument('--seed', type=int, default=123456, metavar='N')
parser.add_argument('--batch_size', type=int, default=16, metavar='N')
parser.add_argument('--num_steps', type=int, default=60, metavar='N')
parser.add_argument('--hidden_size', type=int, default=32, metavar='N')
args = parser.parse_args()

torch.manual_seed(args.seed)
random.seed(args.seed)


class PointEnv:
    """go to the origin"""
    def reset(self):
        self.s, self.t = torch.rand(2) * 2 - 1, 0
        return self.s.clone()

    def step(self, a):
        self.s = (self.s + 0.1 * a).clamp(-2, 2)
        self.t += 1
        return self.s.clone(), -self.s.norm().item(), self.t >= 20


class ReplayMemory:
    def __init__(self, cap): self.buf = deque(maxlen=cap)
    def push(self, *tr): self.buf.append(tr)
    def __len__(self): return len(self.buf)
    def sample(self, n):
        s, a, r, s2, m = zip(*random.sample(self.buf, n))
        return torch.stack(s), torch.stack(a), torch.tensor(r).unsqueeze(1), torch.stack(s2), torch.tensor(m).unsqueeze(1)


env, memory = PointEnv(), ReplayMemory(1000)
agent = SAC(2, 2, args)
total_numsteps = updates = i_episode = 0
while total_numsteps < args.num_steps:
    state, done, ep_r = env.reset(), False, 0.
    while not done:
        action = agent.select_action(state)
        if len(memory) > args.batch_size:
            c, p, a = agent.update_parameters(memory, args.batch_size, updates)
            updates += 1
        next_state, reward, done = env.step(action)
        memory.push(state, action, reward, next_state, float(not done))
        state, ep_r, total_numsteps = next_state, ep_r + reward, total_numsteps + 1
    i_episode += 1
    print("Episode: {}, total numsteps: {}, reward: {}".format(i_episode, total_numsteps, round(ep_r, 2)))
