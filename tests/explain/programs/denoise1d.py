import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class GaussianSmooth(nn.Module):
    """1-D smoothing with a learnable bandwidth per channel"""

    def __init__(self, channels, radius=4, init_sigma=1.5):
        super().__init__()
        self.channels, self.radius = channels, radius
        self.log_sigma = nn.Parameter(torch.full((channels, 1, 1), float(np.log(init_sigma))))
        self.register_buffer("grid", torch.arange(-radius, radius + 1).float().view(1, 1, -1))
        self.sigma = self.log_sigma.exp()

    def kernel(self):
        k = torch.exp(-0.5 * (self.grid / self.sigma) ** 2)
        return k / k.sum(-1, keepdim=True)

    def forward(self, x):
        x = F.pad(x, (self.radius, self.radius), mode="reflect")
        return F.conv1d(x, self.kernel(), groups=self.channels)


class Denoiser(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.lift = nn.Conv1d(1, c, 5, padding=2)
        self.smooth = GaussianSmooth(c)
        self.mix = nn.Conv1d(c, 1, 1)

    def forward(self, x):
        h = F.gelu(self.lift(x))
        return self.mix(self.smooth(h))


def noisy_batch(bs, length=64, noise=0.4):
    t = torch.linspace(0, 1, length)
    f = torch.randint(1, 5, (bs, 1))
    ph = torch.rand(bs, 1) * 6.28
    clean = torch.sin(6.28 * f * t + ph)[:, None]
    return clean + noise * torch.randn_like(clean), clean


def psnr(a, b):
    return (10 * torch.log10(4 / F.mse_loss(a, b))).item()


def fit(steps=12):
    torch.manual_seed(17)
    net = Denoiser(6)
    opt = torch.optim.Adam(net.parameters(), lr=1e-2)
    for s in range(steps):
        x, y = noisy_batch(8)
        y_hat = net(x)
        mse = F.mse_loss(y_hat, y)
        opt.zero_grad(); mse.backward(); opt.step()
        if s % 4 == 0:
            print(f"step {s:2d} mse {mse.item():.4f} psnr {psnr(y_hat.detach(), y):.2f} dB")
    return net


if __name__ == "__main__":
    net = fit()
    print("bandwidths:", [round(v, 3) for v in net.smooth.log_sigma.exp().flatten().tolist()])
