"""PPO 倒立摆（简化环境），单文件实现"""
import torch
import torch.nn as nn
from torch.distributions import Categorical

torch.manual_seed(0)

配置 = dict(状态维=4, 动作数=2, 隐藏=32, gamma=0.98, clip=0.2, 更新次数=3, 学习率=3e-4, 步数=24)


class 环境:
    """假的 CartPole，状态随机漂移"""
    def reset(self):
        self.t = 0
        self.s = torch.zeros(配置["状态维"])
        return self.s

    def step(self, a):
        self.t += 1
        self.s = self.s * 0.9 + 0.1 * torch.randn(配置["状态维"]) + (0.05 if a == 1 else -0.05)
        done = self.t % 12 == 0
        return self.s, float(1.0 - self.s.abs().mean()), done


class 演员评论家(nn.Module):
    def __init__(self):
        super().__init__()
        h = 配置["隐藏"]
        self.主干 = nn.Sequential(nn.Linear(配置["状态维"], h), nn.Tanh())
        self.演员 = nn.Linear(h, 配置["动作数"])
        self.评论家 = nn.Linear(h, 1)

    def 选动作(self, s):
        with torch.no_grad():
            d = Categorical(logits=self.演员(self.主干(s)))
            a = d.sample()
            return a, d.log_prob(a)

    def 评估(self, s, a):
        z = self.主干(s)
        d = Categorical(logits=self.演员(z))
        return d.log_prob(a), self.评论家(z).squeeze(-1), d.entropy()


class PPO:
    def __init__(self):
        self.网络 = 演员评论家()
        self.opt = torch.optim.Adam(self.网络.parameters(), lr=配置["学习率"])
        self.mse = nn.MSELoss()

    def 折扣回报(self, r, done):
        R, 结果 = 0.0, []
        for x, d in zip(reversed(r), reversed(done)):
            R = x + 配置["gamma"] * R * (1 - d)
            结果.insert(0, R)
        结果 = torch.tensor(结果)
        return (结果 - 结果.mean()) / (结果.std() + 1e-7)

    def 更新(self, 轨迹):
        s, a, 旧对数概率 = (torch.stack(轨迹[k]) for k in ("s", "a", "lp"))
        回报 = self.折扣回报(轨迹["r"], 轨迹["d"])
        for k in range(配置["更新次数"]):
            对数概率, 价值, 熵 = self.网络.评估(s, a)
            比率 = torch.exp(对数概率 - 旧对数概率)
            优势 = 回报 - 价值.detach()
            目标1 = 比率 * 优势
            目标2 = torch.clamp(比率, 1 - 配置["clip"], 1 + 配置["clip"]) * 优势
            # 策略损失 + 价值损失 - 熵奖励
            损失 = -torch.min(目标1, 目标2) + 0.5 * self.mse(价值, 回报) - 0.01 * 熵
            self.opt.zero_grad()
            损失.backward()
            nn.utils.clip_grad_norm_(self.网络.parameters(), 0.5)
            self.opt.step()


if __name__ == "__main__":
    env, 智能体 = 环境(), PPO()
    for 回合 in range(2):
        轨迹 = {k: [] for k in ("s", "a", "lp", "r", "d")}
        s = env.reset()
        for _ in range(配置["步数"]):
            a, lp = 智能体.网络.选动作(s)
            s2, r, d = env.step(a.item())
            for k, v in zip(("s", "a", "lp", "r", "d"), (s, a, lp, r, d)):
                轨迹[k].append(v)
            s = env.reset() if d else s2
        print(f"回合 {回合}  奖励 {sum(轨迹['r']):.2f}")
        智能体.更新(轨迹)
