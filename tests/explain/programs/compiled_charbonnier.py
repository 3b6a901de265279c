import time

import torch
import torch.nn as nn

torch.manual_seed(0)
USE_COMPILE = True


def charbonnier(pred, target, eps: float = 1e-3):
    diff = pred - target
    return torch.sqrt(diff * diff + eps * eps).mean(dim=(1, 2, 3))


def edge_term(pred, target):
    gx = lambda t: t[..., 1:] - t[..., :-1]
    gy = lambda t: t[..., 1:, :] - t[..., :-1, :]
    return (gx(pred) - gx(target)).abs().mean() + (gy(pred) - gy(target)).abs().mean()


def restoration_loss(pred, target):
    return charbonnier(pred, target) + 0.1 * edge_term(pred, target)


loss_fn = torch.compile(restoration_loss, backend="eager") if USE_COMPILE else restoration_loss


class Denoiser(nn.Module):
    def __init__(self, ch=8):
        super().__init__()
        self.inp = nn.Conv2d(1, ch, 3, padding=1)
        self.mid = nn.Conv2d(ch, ch, 3, padding=1)
        self.out = nn.Conv2d(ch, 1, 3, padding=1)

    def forward(self, x):
        h = torch.relu(self.inp(x))
        h = h + torch.relu(self.mid(h))
        return x - self.out(h)


def main():
    net = Denoiser()
    optim = torch.optim.Adam(net.parameters(), lr=1e-3)
    t0 = time.time()
    for step in range(3):
        clean = torch.rand(5, 1, 12, 12)
        noisy = clean + 0.1 * torch.randn_like(clean)
        loss = loss_fn(net(noisy), clean)
        optim.zero_grad()
        loss.backward()
        optim.step()
        print(f"step {step}: {loss.item():.4f}")
    print("done" if time.time() - t0 < 60 else "slow")


if __name__ == "__main__":
    main()
