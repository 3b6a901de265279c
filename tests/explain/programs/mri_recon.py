"""Undersampled MRI reconstruction with a k-space data-consistency term."""
import torch
import torch.nn as nn
from torch import fft


def fft2c(x):
    return fft.fftshift(fft.fft2(x, norm="ortho"), dim=(-2, -1))


def ifft2c(k):
    return fft.ifft2(fft.ifftshift(k, dim=(-2, -1)), norm="ortho")


class ReconNet(nn.Module):
    def __init__(self, c=8):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(2, c, 3, padding=1), nn.ReLU(),
            nn.Conv2d(c, c, 3, padding=1), nn.ReLU(),
            nn.Conv2d(c, 2, 3, padding=1),
        )

    def forward(self, zf):
        x = torch.view_as_real(zf).permute(0, 3, 1, 2)
        x = x + self.body(x)
        return torch.view_as_complex(x.permute(0, 2, 3, 1).contiguous())


class MRILoss(nn.Module):
    def __init__(self, lam_k=0.1):
        super().__init__()
        self.lam_k = lam_k

    def image_loss(self, x, ref):
        return (x.abs() - ref.abs()).pow(2).mean()

    def kspace_loss(self, x, k, mask):
        diff = (fft2c(x) - k) * mask
        return (diff ** 2).mean()

    def forward(self, x, ref, k, mask):
        return self.image_loss(x, ref) + self.lam_k * self.kspace_loss(x, k, mask)


def simulate(n, size, accel):
    img = torch.zeros(n, size, size, dtype=torch.complex64)
    for i in range(n):
        a, b = torch.randint(2, size // 2, (2,)).tolist()
        img[i, a:a + 5, b:b + 5] = torch.randn(()) + 1j * torch.randn(())
    mask = (torch.rand(n, 1, size) < 1 / accel).float()
    mask[..., size // 2 - 1:size // 2 + 2] = 1
    return img, fft2c(img) * mask, mask


def main():
    torch.manual_seed(10)
    net, crit = ReconNet(), MRILoss()
    opt = torch.optim.Adam(net.parameters(), lr=1e-3)
    for it in range(4):
        ref, k, mask = simulate(3, 16, accel=3)
        out = net(ifft2c(k))
        loss = crit(out, ref, k, mask)
        opt.zero_grad()
        loss.backward()
        opt.step()
        with torch.no_grad():
            psnr = -10 * torch.log10((out.abs() - ref.abs()).pow(2).mean())
        print(f"it {it}  loss {loss.item():.5f}  psnr {psnr.item():.2f} dB")


if __name__ == "__main__":
    main()
