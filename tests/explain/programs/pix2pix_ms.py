from typing import Sequence
import torch
from torch import nn, Tensor
import torch.nn.functional as F


class Gen(nn.Module):
    def __init__(self, ch: int = 8) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(1, ch, 3, padding=1), nn.LeakyReLU(0.2),
                                 nn.Conv2d(ch, 1, 3, padding=1), nn.Tanh())

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


class PatchD(nn.Module):
    def __init__(self, ch: int = 8) -> None:
        super().__init__()
        self.layers = nn.ModuleList([
            nn.Conv2d(2, ch, 4, 2, 1), nn.Conv2d(ch, ch, 4, 2, 1), nn.Conv2d(ch, 1, 3, 1, 1)])

    def forward(self, a: Tensor, b: Tensor) -> list[Tensor]:
        h, feats = torch.cat([a, b], 1), []
        for layer in self.layers:
            h = F.leaky_relu(layer(h), 0.2)
            feats.append(h)
        return feats


def feature_matching(fake: Sequence[Tensor], real: Sequence[Tensor]) -> Tensor:
    terms = [F.l1_loss(f, r.detach(), reduction="none").mean(dim=(1, 2, 3))
             for f, r in zip(fake[:-1], real[:-1])]
    return sum(terms) / len(terms)


class Pix2Pix:
    def __init__(self, lambda_l1: float = 100.0, lambda_fm: float = 10.0) -> None:
        self.G, self.D = Gen(), PatchD()
        self.lambda_l1, self.lambda_fm = lambda_l1, lambda_fm
        self.optG = torch.optim.Adam(self.G.parameters(), lr=2e-4, betas=(0.5, 0.999))
        self.optD = torch.optim.Adam(self.D.parameters(), lr=2e-4, betas=(0.5, 0.999))

    def d_step(self, a: Tensor, b: Tensor) -> float:
        fake = self.G(a).detach()
        r, f = self.D(a, b)[-1], self.D(a, fake)[-1]
        d_loss = F.softplus(-r).mean()
        d_loss += F.softplus(f).mean()
        self.optD.zero_grad()
        d_loss.backward()
        self.optD.step()
        return d_loss.item()

    def g_step(self, a: Tensor, b: Tensor) -> float:
        fake = self.G(a)
        feats = self.D(a, fake)
        g_loss = F.softplus(-feats[-1]).mean()
        g_loss += self.lambda_l1 * F.l1_loss(fake, b)
        g_loss += self.lambda_fm * feature_matching(feats, self.D(a, b))
        self.optG.zero_grad()
        g_loss.backward()
        self.optG.step()
        return g_loss.item()


if __name__ == "__main__":
    torch.manual_seed(12)
    p2p = Pix2Pix()
    for it in range(3):
        a = torch.rand(4, 1, 16, 16) * 2 - 1
        b = -a
        d, g = p2p.d_step(a, b), p2p.g_step(a, b)
        print(f"[{it}] D {d:.4f} G {g:.4f}")
