# denoising score matching with an energy network
import math
import torch

from energy import QuadraticEnergy
from score import dsm_loss


def two_rings(n):
    r = torch.where(torch.rand(n) < 0.5, 1.0, 2.0)
    th = 2 * math.pi * torch.rand(n)
    return torch.stack([r * th.cos(), r * th.sin()], dim=1) + 0.05 * torch.randn(n, 2)


def main(steps=20, sigma=0.3):
    torch.manual_seed(3)
    net = QuadraticEnergy(2)
    opt = torch.optim.Adam(net.parameters(), lr=3e-3)
    running = None
    for step in range(steps):
        loss = dsm_loss(net, two_rings(32), sigma)
        opt.zero_grad()
        loss.backward()
        opt.step()
        running = loss.item() if running is None else 0.9 * running + 0.1 * loss.item()
        if step % 5 == 0:
            print("step", step, "dsm", round(running, 4))
    print("done")


if __name__ == "__main__":
    main()
