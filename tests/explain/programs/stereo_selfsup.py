import random, numpy as np, torch
import torch.nn as nn
import torch.nn.functional as F
from contextlib import contextmanager

random.seed(7)
np.random.seed(7)
torch.manual_seed(7)


@contextmanager
def phase(name, net, train=True):
    net.train(train)
    print(f"--- {name}")
    with torch.set_grad_enabled(train):
        yield
    print(f"--- end {name}")


class DispNet(nn.Module):
    def __init__(self, max_disp=4.0):
        super().__init__()
        self.max_disp = max_disp
        self.body = nn.Sequential(
            nn.Conv2d(6, 16, 3, padding=1), nn.ELU(),
            nn.Conv2d(16, 16, 3, padding=1), nn.ELU(),
            nn.Conv2d(16, 1, 3, padding=1),
        )

    def forward(self, l, r):
        return self.max_disp * torch.sigmoid(self.body(torch.cat((l, r), 1)))


def warp(img, disp):
    b, _, h, w = img.shape
    ys, xs = torch.meshgrid(torch.linspace(-1, 1, h), torch.linspace(-1, 1, w), indexing="ij")
    grid = torch.stack((xs, ys), -1).expand(b, h, w, 2)
    shift = torch.stack((2 * disp[:, 0] / (w - 1), torch.zeros_like(disp[:, 0])), -1)
    return F.grid_sample(img, grid - shift, align_corners=True, padding_mode="border")


def ssim(x, y):
    C1, C2 = 0.01 ** 2, 0.03 ** 2
    mx, my = F.avg_pool2d(x, 3, 1), F.avg_pool2d(y, 3, 1)
    sx = F.avg_pool2d(x ** 2, 3, 1) - mx ** 2
    sy = F.avg_pool2d(y ** 2, 3, 1) - my ** 2
    sxy = F.avg_pool2d(x * y, 3, 1) - mx * my
    n = (2 * mx * my + C1) * (2 * sxy + C2)
    d = (mx ** 2 + my ** 2 + C1) * (sx + sy + C2)
    return torch.clamp((1 - n / d) / 2, 0, 1)


def edge_aware_smoothness(disp, img):
    gd_x = (disp[..., :-1] - disp[..., 1:]).abs()
    gd_y = (disp[..., :-1, :] - disp[..., 1:, :]).abs()
    gi_x = (img[..., :-1] - img[..., 1:]).abs().mean(1, keepdim=True)
    gi_y = (img[..., :-1, :] - img[..., 1:, :]).abs().mean(1, keepdim=True)
    return (gd_x * torch.exp(-gi_x)).mean() + (gd_y * torch.exp(-gi_y)).mean()


def compute_losses(net, left, right):
    disp = net(left, right)
    recon = warp(right, disp)
    losses = {}
    losses["photo/l1"] = 0.15 * F.l1_loss(recon, left)
    losses["photo/ssim"] = 0.85 * ssim(recon, left).mean(1, keepdim=True)
    losses["smooth"] = 1e-3 * edge_aware_smoothness(disp, left)
    losses["disp_reg"] = 1e-2 * disp.pow(2).mean()
    return losses, disp


net = DispNet()
opt = torch.optim.Adam(net.parameters(), 1e-3, betas=(0.9, 0.999))

lefts = F.avg_pool2d(torch.rand(6, 3, 12, 20), 3, 1, 1)
rights = torch.roll(lefts, -2, dims=3)

with phase("train", net):
    for step in range(4):
        idx = np.random.choice(len(lefts), 2, replace=False)
        losses, disp = compute_losses(net, lefts[idx], rights[idx])
        losses["total"] = sum(losses.values())
        opt.zero_grad()
        losses["total"].backward()
        opt.step()
        print("step", step, {k: round(float(v.detach().mean()), 4) for k, v in losses.items()})

with phase("val", net, train=False):
    _, disp = compute_losses(net, lefts[:2], rights[:2])
    print("mean disparity %.3f" % disp.mean())
