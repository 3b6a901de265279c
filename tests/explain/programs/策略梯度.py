# REINFORCE 走迷宫小实验
import torch
import torch.nn as nn
import torch.optim as optim
from torch.distributions import Categorical

学习率 = 0.01
折扣 = 0.98
回合数 = 5
最大步数 = 12


class 走廊环境:
    """一维走廊, 走到最右边得 1 分"""

    def __init__(self, 长度=6):
        self.长度 = 长度

    def reset(self):
        self.位置 = 0
        return self._状态()

    def _状态(self):
        s = torch.zeros(self.长度)
        s[self.位置] = 1.0
        return s

    def step(self, 动作):
        self.位置 = max(0, min(self.长度 - 1, self.位置 + (1 if 动作 == 1 else -1)))
        到了 = self.位置 == self.长度 - 1
        return self._状态(), (1.0 if 到了 else -0.05), 到了


class 策略网络(nn.Module):
    def __init__(self, n_state, n_action):
        super().__init__()
        self.fc1 = nn.Linear(n_state, 24)
        self.fc2 = nn.Linear(24, n_action)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        return torch.softmax(self.fc2(x), dim=-1)


class 智能体:
    def __init__(self):
        self.pi = 策略网络(6, 2)
        self.optimizer = optim.Adam(self.pi.parameters(), lr=学习率)
        self.清空()

    def 清空(self):
        self.logp列表, self.奖励列表 = [], []

    def 选动作(self, s):
        m = Categorical(self.pi(s))
        a = m.sample()
        self.logp列表.append(m.log_prob(a))
        return a.item()

    def 计算回报(self):
        G, 回报 = 0, []
        for r in self.奖励列表[::-1]:
            G = r + 折扣 * G
            回报.insert(0, G)
        回报 = torch.tensor(回报)
        return (回报 - 回报.mean()) / (回报.std() + 1e-7)

    def 学习(self):
        每步损失 = []
        for logp, G in zip(self.logp列表, self.计算回报()):
            每步损失.append(-logp * G)
        loss = torch.tensor(每步损失).sum()
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.清空()
        return loss.item()


if __name__ == "__main__":
    torch.manual_seed(7)
    env, agent = 走廊环境(), 智能体()
    for ep in range(回合数):
        s, 总奖励 = env.reset(), 0
        for _ in range(最大步数):
            a = agent.选动作(s)
            s, r, done = env.step(a)
            agent.奖励列表.append(r)
            总奖励 += r
            if done:
                break
        print("回合:", ep, "步数:", len(agent.奖励列表), "奖励: %.2f" % 总奖励)
        agent.学习()
