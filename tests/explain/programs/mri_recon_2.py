# 欠采样 MRI 重建, UNet + k 空间数据一致性损失
# 生医工 2022级 谢雨桐
import torch
import torch.nn as nn
import torch.fft as fft
from dataclasses import dataclass


@dataclass
class Config:
    size: int = 32
    acc: int = 4            # 加速倍数
    center: int = 4         # 中心全采样行数
    batch: int = 3
    lr: float = 1e-3
    lam_img: float = 1.0
    lam_k: float = 0.1
    iters: int = 4
    seed: int = 521


def fft2c(x):
    return fft.fftshift(fft.fft2(x, norm='ortho'), dim=(-2, -1))


def ifft2c(k):
    return fft.ifft2(fft.ifftshift(k, dim=(-2, -1)), norm='ortho')


def make_mask(cfg):
    m = torch.zeros(cfg.size, cfg.size)
    m[::cfg.acc] = 1
    c = cfg.size // 2
    m[c - cfg.center // 2:c + cfg.center // 2] = 1
    return m


class ReconNet(nn.Module):
    def __init__(self, ch=8):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(1, ch, 3, padding=1), nn.ReLU(),
            nn.Conv2d(ch, ch, 3, padding=1), nn.ReLU(),
            nn.Conv2d(ch, 1, 3, padding=1))

    def forward(self, zf):
        return zf + self.net(zf)        # 残差学习


class KSpaceLoss(nn.Module):
    def __init__(self, mask):
        super().__init__()
        self.register_buffer('mask', mask)

    def forward(self, img, kspace):
        diff = self.mask * (fft2c(img) - kspace)
        return (diff ** 2).sum() / (self.mask.sum() * img.shape[0])


class MRISolver:
    def __init__(self, cfg):
        self.cfg = cfg
        self.mask = make_mask(cfg)
        self.net = ReconNet()
        self.loss_img = nn.L1Loss()
        self.loss_k = KSpaceLoss(self.mask)
        self.opt = torch.optim.Adam(self.net.parameters(), lr=cfg.lr)

    def get_batch(self):
        c = self.cfg
        gt = nn.functional.avg_pool2d(torch.rand(c.batch, 1, c.size, c.size), 5, 1, 2)
        k = fft2c(gt) * self.mask
        return gt, k, ifft2c(k).abs()

    def fit(self):
        for i in range(self.cfg.iters):
            gt, k, zf = self.get_batch()
            rec = self.net(zf)
            l_img = self.loss_img(rec, gt)
            l_k = self.loss_k(rec, k)
            loss = self.cfg.lam_img * l_img + self.cfg.lam_k * l_k
            self.opt.zero_grad()
            loss.backward()
            self.opt.step()
            mse = ((rec - gt) ** 2).mean()
            print('iter', i, 'L1: %.4f' % l_img.item(), 'PSNR: %.2f' % (-10 * torch.log10(mse)).item())


if __name__ == '__main__':
    cfg = Config()
    torch.manual_seed(cfg.seed)
    print('采样率 %.2f' % make_mask(cfg).mean().item())
    MRISolver(cfg).fit()
