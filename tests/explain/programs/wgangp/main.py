import torch
import torch.nn as nn

from penalty import gradient_penalty

opt_cfg = {"lr": 1e-3, "betas": (0.0, 0.9)}
LAMBDA, N_CRITIC = 10, 2


class Generator(nn.Module):
    def __init__(self, nz=6):
        super().__init__()
        self.nz = nz
        self.main = nn.Sequential(nn.Linear(nz, 32), nn.ReLU(), nn.Linear(32, 64), nn.Tanh())

    def forward(self, n):
        return self.main(torch.randn(n, self.nz)).view(n, 1, 8, 8)


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(nn.Conv2d(1, 8, 3, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(8, 16, 3, 2, 1),
                                  nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(64, 1))

    def forward(self, x):
        return self.main(x)


def stripes(n):
    ax = torch.arange(8).float()
    f = torch.randint(1, 4, (n, 1)).float()
    row = torch.cos(f * ax * 0.785)
    return row[:, None, None, :].expand(n, 1, 8, 8) + 0.05 * torch.randn(n, 1, 8, 8)


def train(steps, bs=16):
    G, D = Generator(), Critic()
    og = torch.optim.Adam(G.parameters(), **opt_cfg)
    od = torch.optim.Adam(D.parameters(), **opt_cfg)
    for s in range(steps):
        for _ in range(N_CRITIC):
            real, fake = stripes(bs), G(bs)
            w = D(fake.detach()).mean() - D(real).mean()
            gp = gradient_penalty(D, real, fake)
            d_loss = w + LAMBDA * gp
            od.zero_grad()
            d_loss.backward()
            od.step()
        g_loss = -D(G(bs)).mean()
        og.zero_grad()
        g_loss.backward()
        og.step()
        print(f"step {s}: W {-w.item():.4f} gp {gp.item():.4f} G {g_loss.item():.4f}")


if __name__ == "__main__":
    torch.manual_seed(72)
    train(3)
