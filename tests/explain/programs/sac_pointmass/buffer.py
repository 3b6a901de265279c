import random
from collections import deque
import numpy as np
import torch


class ReplayBuffer:
    def __init__(self, cap):
        self.d = deque(maxlen=cap)

    def push(self, *t):
        self.d.append(t)

    def sample(self, n):
        s, a, r, s2, d = map(np.array, zip(*random.sample(list(self.d), n)))
        f = lambda x: torch.as_tensor(x, dtype=torch.float32)
        return f(s), f(a), f(r)[:, None], f(s2), f(d)[:, None]
