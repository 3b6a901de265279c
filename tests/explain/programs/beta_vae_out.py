from dataclasses import dataclass
import torch
from torch import nn, Tensor
import torch.nn.functional as F


@dataclass
class VAEOutput:
    x: Tensor
    x_hat: Tensor
    mu: Tensor
    logvar: Tensor
    beta: float = 1.0

    @property
    def recon(self) -> Tensor:
        return F.binary_cross_entropy_with_logits(self.x_hat, self.x, reduction="none").flatten(1).sum(1)

    @property
    def kl(self) -> Tensor:
        return -0.5 * (1 + self.logvar - self.mu.pow(2) - self.logvar.exp()).sum(1)

    @property
    def loss(self) -> Tensor:
        return self.recon + self.beta * self.kl


class BetaVAE(nn.Module):
    def __init__(self, d: int = 36, h: int = 32, z: int = 4, beta: float = 4.0):
        super().__init__()
        self.enc = nn.Sequential(nn.Flatten(), nn.Linear(d, h), nn.ELU(), nn.Linear(h, 2 * z))
        self.dec = nn.Sequential(nn.Linear(z, h), nn.ELU(), nn.Linear(h, d), nn.Unflatten(1, (1, 6, 6)))
        self.beta = beta

    def forward(self, x: Tensor) -> VAEOutput:
        mu, logvar = self.enc(x).chunk(2, dim=1)
        eps = torch.randn_like(mu)
        z = mu + eps * (0.5 * logvar).exp()
        return VAEOutput(x=x, x_hat=self.dec(z), mu=mu, logvar=logvar, beta=self.beta)


def bars(n: int) -> Tensor:
    x = torch.zeros(n, 1, 6, 6)
    for i in range(n):
        x[i, 0, :, torch.randint(0, 6, ())] = 1.0
    return x


def fit(model: BetaVAE, steps: int = 15) -> None:
    opt = torch.optim.Adam(model.parameters(), lr=1e-3)
    for step in range(steps):
        out = model(bars(10))
        opt.zero_grad()
        out.loss.backward()
        opt.step()
        if step % 5 == 0:
            print(f"{step:>4} recon {out.recon.mean():.3f} kl {out.kl.mean():.3f}")


if __name__ == "__main__":
    torch.manual_seed(99)
    fit(BetaVAE())
