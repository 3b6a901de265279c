import torch
import torch.nn as nn
from torch.distributions import Categorical


def layer_init(layer, std=2 ** 0.5, bias=0.0):
    nn.init.orthogonal_(layer.weight, std)
    nn.init.constant_(layer.bias, bias)
    return layer


class Agent(nn.Module):
    def __init__(self, obs_dim, n_act, hidden=32):
        super().__init__()
        self.body = nn.Sequential(layer_init(nn.Linear(obs_dim, hidden)), nn.Tanh())
        self.pi = layer_init(nn.Linear(hidden, n_act), std=0.01)
        self.v = layer_init(nn.Linear(hidden, 1), std=1.0)

    def get_action_and_value(self, obs, action=None):
        h = self.body(obs)
        dist = Categorical(logits=self.pi(h))
        if action is None:
            action = dist.sample()
        return action, dist.log_prob(action), dist.entropy(), self.v(h).squeeze(-1)
