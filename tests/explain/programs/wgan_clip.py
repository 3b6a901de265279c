# 课程大作业: WGAN 生成一维混合高斯   计科2001 郭子轩
import torch
import torch.nn as nn
import torch.optim as optim

torch.manual_seed(2001)

# 超参数
nz = 8            # 噪声维度
batch_size = 32
n_critic = 3      # 每训练一次G, 训练几次D
c = 0.01          # 截断范围
lr = 5e-5
total_iter = 6


def real_data(n):
    k = torch.randint(0, 3, (n, 1)).float()
    return (k - 1) * 2 + 0.1 * torch.randn(n, 1)


class Generator(nn.Module):
    def __init__(self):
        super(Generator, self).__init__()
        self.main = nn.Sequential(
            nn.Linear(nz, 32),
            nn.ReLU(True),
            nn.Linear(32, 32),
            nn.ReLU(True),
            nn.Linear(32, 1),
        )

    def forward(self, z):
        return self.main(z)


class Critic(nn.Module):
    def __init__(self):
        super(Critic, self).__init__()
        self.main = nn.Sequential(
            nn.Linear(1, 32),
            nn.LeakyReLU(0.2),
            nn.Linear(32, 32),
            nn.LeakyReLU(0.2),
            nn.Linear(32, 1),
        )

    def forward(self, x):
        return self.main(x).view(-1)

    def clip_weights(self, c):
        """论文 Algorithm 1 第7行"""
        for p in self.parameters():
            p.clamp_(-c, c)


G = Generator()
D = Critic()
optimizerG = optim.RMSprop(G.parameters(), lr=lr)
optimizerD = optim.RMSprop(D.parameters(), lr=lr)

for it in range(total_iter):
    # ---------------- 训练判别器 ----------------
    for _ in range(n_critic):
        x = real_data(batch_size)
        z = torch.randn(batch_size, nz)
        with torch.no_grad():
            fake = G(z)
        lossD = D(fake).mean() - D(x).mean()
        optimizerD.zero_grad()
        lossD.backward()
        optimizerD.step()
        D.clip_weights(c)

    # ---------------- 训练生成器 ----------------
    z = torch.randn(batch_size, nz)
    lossG = -D(G(z)).mean()
    optimizerG.zero_grad()
    lossG.backward()
    optimizerG.step()

    print('[%d/%d] W距离: %.6f  lossG: %.6f' % (it + 1, total_iter, -lossD.item(), lossG.item()))

with torch.no_grad():
    s = G(torch.randn(500, nz))
print('生成样本 均值 %.3f 方差 %.3f' % (s.mean().item(), s.var().item()))
