import random, collections
import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical

# ---- hyper params
gamma, lmbda, eps_clip = 0.98, 0.95, 0.1
K_epoch, T_horizon = 3, 20
c1, c2 = 0.5, 0.01

random.seed(5)
np.random.seed(5)
torch.manual_seed(5)


class LineWorld:
    """agent walks on a line, reward when it gets near 0"""

    def reset(self):
        self.s = random.uniform(-1, 1)
        self.t = 0
        return np.array([self.s, 0.0], dtype=np.float32)

    def step(self, a):
        old = self.s
        self.s += (a - 1) * 0.2 + np.random.normal(0, 0.02)
        self.t += 1
        done = self.t >= 10 or abs(self.s) > 2
        return np.array([self.s, self.s - old], dtype=np.float32), -abs(self.s), done


Transition = collections.namedtuple("Transition", "s a r s2 pa done")


class PPO(nn.Module):
    def __init__(self):
        super().__init__()
        self.data = []
        self.fc1 = nn.Linear(2, 32)
        self.fc_pi = nn.Linear(32, 3)
        self.fc_v = nn.Linear(32, 1)
        self.optimizer = torch.optim.Adam(self.parameters(), lr=3e-3)

    def pi(self, x):
        return torch.softmax(self.fc_pi(torch.relu(self.fc1(x))), -1)

    def v(self, x):
        return self.fc_v(torch.relu(self.fc1(x)))

    def make_batch(self):
        s, a, r, s2, pa, d = zip(*self.data)
        self.data = []
        col = lambda v, t=torch.float: torch.tensor(np.array(v), dtype=t).unsqueeze(1)
        return (torch.tensor(np.stack(s)), col(a, torch.int64), col(r),
                torch.tensor(np.stack(s2)), col(pa), 1 - col(d))

    def train_net(self):
        s, a, r, s2, pa, mask = self.make_batch()
        for i in range(K_epoch):
            td_target = r + gamma * self.v(s2) * mask
            delta = (td_target - self.v(s)).detach().numpy()
            adv_lst, adv = [], 0.0
            for d, m in zip(delta[::-1], mask.numpy()[::-1]):
                adv = gamma * lmbda * adv * m[0] + d[0]
                adv_lst.append([adv])
            adv_lst.reverse()
            advantage = torch.tensor(np.array(adv_lst), dtype=torch.float)

            pi = self.pi(s)
            ratio = torch.exp(torch.log(pi.gather(1, a)) - torch.log(pa))
            surr1 = ratio * advantage
            surr2 = torch.clamp(ratio, 1 - eps_clip, 1 + eps_clip) * advantage
            entropy = Categorical(pi).entropy().mean()
            loss = (
                -torch.min(surr1, surr2)
                + c1 * nn.functional.smooth_l1_loss(self.v(s), td_target.detach())
                - c2 * entropy
            )
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
        return loss.mean().item()


env, agent = LineWorld(), PPO()
score, n_epi = 0.0, 0
s = env.reset()
for update in range(3):
    for t in range(T_horizon):
        prob = agent.pi(torch.from_numpy(s))
        a = Categorical(prob).sample().item()
        s2, r, done = env.step(a)
        agent.data.append(Transition(s, a, r, s2, prob[a].item(), done))
        score += r
        if done:
            s, n_epi = env.reset(), n_epi + 1
        else:
            s = s2
    l = agent.train_net()
    print(f"# update {update}, episodes {n_epi}, avg score {score / max(n_epi, 1):.2f}, loss {l:.4f}")
