# GAN 入门：生成二维高斯点，加了 CycleGAN 里的历史图像缓冲池
import random
import torch
import torch.nn as nn

random.seed(1)
torch.manual_seed(1)

z_dim, batch = 4, 16


class ImagePool():
    """保存以前生成的样本，让判别器不要只看最新的"""

    def __init__(self, pool_size=32):
        self.pool_size = pool_size
        self.images = []

    def query(self, images):
        out = []
        for image in images:
            image = image.unsqueeze(0)
            if len(self.images) < self.pool_size:
                self.images.append(image)
                out.append(image)
            elif random.random() > 0.5:
                k = random.randint(0, self.pool_size - 1)
                out.append(self.images[k].clone())
                self.images[k] = image
            else:
                out.append(image)
        return torch.cat(out, 0)


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(z_dim, 16), nn.LeakyReLU(0.2), nn.Linear(16, 2))

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1), nn.Sigmoid())

    def forward(self, x):
        return self.net(x)


G, D = Generator(), Discriminator()
opt_G = torch.optim.Adam(G.parameters(), lr=2e-3, betas=(0.5, 0.999))
opt_D = torch.optim.Adam(D.parameters(), lr=2e-3, betas=(0.5, 0.999))
criterion = nn.BCELoss()
pool = ImagePool()

real_label = torch.ones(batch, 1)
fake_label = torch.zeros(batch, 1)

for it in range(20):
    real = torch.randn(batch, 2) * 0.3 + 2.0
    fake = G(torch.randn(batch, z_dim))

    # -------- 训练生成器 --------
    opt_G.zero_grad()
    loss_G = criterion(D(fake), real_label)
    loss_G.backward()
    opt_G.step()

    # -------- 训练判别器 --------
    opt_D.zero_grad()
    fake_ = pool.query(fake)
    loss_real = criterion(D(real), real_label)
    loss_fake = criterion(D(fake_), fake_label)
    loss_D = (loss_real + loss_fake) / 2
    loss_D.backward()
    opt_D.step()

    if it % 5 == 0:
        print('[%d] loss_D: %.4f loss_G: %.4f' % (it, loss_D.item(), loss_G.item()))
