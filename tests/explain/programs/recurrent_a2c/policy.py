import torch
import torch.nn as nn
from torch.distributions import Categorical


class RecurrentPolicy(nn.Module):
    def __init__(self, obs_size, num_actions, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.embed = nn.Sequential(nn.Linear(obs_size, hidden_size), nn.ReLU())
        self.gru = nn.GRUCell(hidden_size, hidden_size)
        self.actor = nn.Linear(hidden_size, num_actions)
        self.critic = nn.Linear(hidden_size, 1)

    def initial_state(self, num_envs):
        return torch.zeros(num_envs, self.hidden_size)

    def forward(self, obs, rnn_hxs, masks):
        hxs = self.gru(self.embed(obs), rnn_hxs * masks)
        dist = Categorical(logits=self.actor(hxs))
        return dist, self.critic(hxs).squeeze(-1), hxs
