import copy

import torch
import torch.nn.functional as F
from torch.optim import Adam

from networks import GaussianPolicy, QNetwork


def soft_update(target, source, tau):
    for t, s in zip(target.parameters(), source.parameters()):
        t.data.copy_(t.data * (1.0 - tau) + s.data * tau)


class SAC(object):
    def __init__(self, num_inputs, num_actions, args):
        self.gamma, self.tau, self.alpha = args.gamma, args.tau, args.alpha
        self.automatic_entropy_tuning = args.automatic_entropy_tuning
        self.critic = QNetwork(num_inputs, num_actions, args.hidden_size)
        self.critic_optim = Adam(self.critic.parameters(), lr=args.lr)
        self.critic_target = copy.deepcopy(self.critic)
        self.policy = GaussianPolicy(num_inputs, num_actions, args.hidden_size)
        self.policy_optim = Adam(self.policy.parameters(), lr=args.lr)
        if self.automatic_entropy_tuning:
            self.target_entropy = -float(num_actions)
            self.log_alpha = torch.zeros(1, requires_grad=True)
            self.alpha_optim = Adam([self.log_alpha], lr=args.lr)

    def select_action(self, state):
        with torch.no_grad():
            return self.policy.sample(state.unsqueeze(0))[0][0]

    def update_parameters(self, memory, batch_size, updates):
        state_batch, action_batch, reward_batch, next_state_batch, mask_batch = memory.sample(batch_size)

        with torch.no_grad():
            next_action, next_log_pi, _ = self.policy.sample(next_state_batch)
            q1_next, q2_next = self.critic_target(next_state_batch, next_action)
            min_q_next = torch.min(q1_next, q2_next) - self.alpha * next_log_pi
            next_q = reward_batch + mask_batch * self.gamma * min_q_next
        qf1, qf2 = self.critic(state_batch, action_batch)
        qf_loss = F.mse_loss(qf1, next_q) + F.mse_loss(qf2, next_q)
        self.critic_optim.zero_grad()
        qf_loss.backward()
        self.critic_optim.step()

        pi, log_pi, _ = self.policy.sample(state_batch)
        min_qf_pi = torch.min(*self.critic(state_batch, pi))
        policy_loss = ((self.alpha * log_pi) - min_qf_pi).mean()
        self.policy_optim.zero_grad()
        policy_loss.backward()
        self.policy_optim.step()

        if self.automatic_entropy_tuning:
            alpha_loss = -(self.log_alpha * (log_pi + self.target_entropy)).mean()
            self.alpha_optim.zero_grad()
            alpha_loss.backward()
            self.alpha_optim.step()
            self.alpha = self.log_alpha.exp().item()
        else:
            alpha_loss = torch.tensor(0.)

        soft_update(self.critic_target, self.critic, self.tau)
        return qf_loss.item(), policy_loss.item(), alpha_loss.item()
