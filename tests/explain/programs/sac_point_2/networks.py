import torch
import torch.nn as nn
from torch.distributions import Normal

LOG_SIG_MAX, LOG_SIG_MIN, epsilon = 2, -20, 1e-6


class QNetwork(nn.Module):
    def __init__(self, num_inputs, num_actions, hidden_dim):
        super().__init__()
        make = lambda: nn.Sequential(nn.Linear(num_inputs + num_actions, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 1))
        self.q1, self.q2 = make(), make()

    def forward(self, state, action):
        xu = torch.cat([state, action], 1)
        return self.q1(xu), self.q2(xu)


class GaussianPolicy(nn.Module):
    def __init__(self, num_inputs, num_actions, hidden_dim):
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(num_inputs, hidden_dim), nn.ReLU())
        self.mean_linear = nn.Linear(hidden_dim, num_actions)
        self.log_std_linear = nn.Linear(hidden_dim, num_actions)

    def sample(self, state):
        x = self.trunk(state)
        mean, log_std = self.mean_linear(x), self.log_std_linear(x).clamp(LOG_SIG_MIN, LOG_SIG_MAX)
        normal = Normal(mean, log_std.exp())
        x_t = normal.rsample()
        action = torch.tanh(x_t)
        log_prob = normal.log_prob(x_t) - torch.log(1 - action.pow(2) + epsilon)
        return action, log_prob.sum(1, keepdim=True), torch.tanh(mean)
