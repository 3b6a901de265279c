import random
from collections import deque
from typing import Deque, Dict, List, Tuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class PrioritizedReplayBuffer:
    """Proportional PER without the segment tree (small buffers only)."""

    def __init__(self, size: int, batch_size: int = 32, alpha: float = 0.6):
        self.data: Deque[Tuple] = deque(maxlen=size)
        self.priorities: Deque[float] = deque(maxlen=size)
        self.batch_size, self.alpha, self.max_priority = batch_size, alpha, 1.0

    def store(self, *transition):
        self.data.append(transition)
        self.priorities.append(self.max_priority)

    def sample_batch(self, beta: float = 0.4) -> Dict[str, np.ndarray]:
        p = np.array(self.priorities) ** self.alpha
        p /= p.sum()
        indices = np.random.choice(len(self.data), self.batch_size, p=p)
        weights = (len(self.data) * p[indices]) ** (-beta)
        obs, act, rew, next_obs, done = map(np.array, zip(*[self.data[i] for i in indices]))
        return dict(obs=obs, acts=act, rews=rew, next_obs=next_obs, done=done,
                    weights=weights / weights.max(), indices=indices)

    def update_priorities(self, indices: List[int], priorities: np.ndarray):
        for idx, priority in zip(indices, priorities):
            assert priority > 0
            self.priorities[idx] = float(priority)
            self.max_priority = max(self.max_priority, float(priority))


class DQNAgent:
    def __init__(self, obs_dim: int, action_dim: int, gamma: float = 0.99, prior_eps: float = 1e-6):
        self.gamma, self.prior_eps, self.action_dim = gamma, prior_eps, action_dim
        self.memory = PrioritizedReplayBuffer(500)
        self.dqn, self.dqn_target = (nn.Sequential(nn.Linear(obs_dim, 32), nn.ReLU(), nn.Linear(32, action_dim)) for _ in range(2))
        self.dqn_target.load_state_dict(self.dqn.state_dict())
        self.dqn_target.eval()
        self.optimizer = optim.Adam(self.dqn.parameters())

    def select_action(self, state: np.ndarray, epsilon: float) -> int:
        if epsilon > np.random.random():
            return random.randrange(self.action_dim)
        return int(self.dqn(torch.FloatTensor(state)).argmax())

    def update_model(self) -> float:
        samples = self.memory.sample_batch()
        weights = torch.FloatTensor(samples["weights"].reshape(-1, 1))
        indices = samples["indices"]

        # PER: importance sampling before average
        elementwise_loss = self._compute_dqn_loss(samples)
        loss = weights * elementwise_loss

        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()

        # PER: update priorities
        loss_for_prior = elementwise_loss.detach().cpu().numpy()
        self.memory.update_priorities(indices, loss_for_prior.ravel() + self.prior_eps)
        return loss.sum().item()

    def _compute_dqn_loss(self, samples: Dict[str, np.ndarray]) -> torch.Tensor:
        state = torch.FloatTensor(samples["obs"])
        next_state = torch.FloatTensor(samples["next_obs"])
        action = torch.LongTensor(samples["acts"].reshape(-1, 1))
        reward = torch.FloatTensor(samples["rews"].reshape(-1, 1))
        done = torch.FloatTensor(samples["done"].reshape(-1, 1))
        curr_q_value = self.dqn(state).gather(1, action)
        next_q_value = self.dqn_target(next_state).max(dim=1, keepdim=True)[0].detach()
        target = reward + self.gamma * next_q_value * (1 - done)
        return F.smooth_l1_loss(curr_q_value, target, reduction="none")


def chain_step(pos: int, a: int, n: int = 8):
    pos = min(max(pos + (1 if a == 1 else -1), 0), n - 1)
    return pos, float(pos == n - 1), pos == n - 1


if __name__ == "__main__":
    random.seed(777), np.random.seed(777), torch.manual_seed(777)
    agent, eye = DQNAgent(8, 2), np.eye(8, dtype=np.float32)
    pos, score, scores = 0, 0.0, []
    for frame in range(1, 201):
        a = agent.select_action(eye[pos], epsilon=max(0.1, 1 - frame / 150))
        nxt, r, done = chain_step(pos, a)
        agent.memory.store(eye[pos], a, r, eye[nxt], float(done))
        pos, score = (0, score) if done else (nxt, score + r)
        if len(agent.memory.data) >= 40:
            loss = agent.update_model()
            if frame % 50 == 0:
                print(f"frame {frame}  loss {loss:.4f}")
