"""Anomaly scores for pump vibration windows with a small VAE (v3, per-sensor weights)."""
from dataclasses import dataclass
import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class Config:
    sensors: int = 3
    length: int = 20
    latent: int = 4
    batch: int = 16
    epochs: int = 4
    beta: float = 0.5
    free_bits: float = 0.02


class VAE(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        d = c.sensors * c.length
        self.enc = nn.Sequential(nn.Flatten(), nn.Linear(d, 32), nn.ReLU(), nn.Linear(32, 2 * c.latent))
        self.dec = nn.Sequential(nn.Linear(c.latent, 32), nn.ReLU(), nn.Linear(32, d))
        self.shape = (c.sensors, c.length)

    def forward(self, x):
        mu, logvar = self.enc(x).chunk(2, dim=1)
        z = mu + torch.randn_like(mu) * torch.exp(0.5 * logvar)
        return self.dec(z).view(-1, *self.shape), mu, logvar


def elbo_terms(x, x_hat, mu, logvar, c):
    rec = F.mse_loss(x_hat, x, reduction="none").mean(dim=-1)            # [B, sensors]
    kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp())
    kl = torch.clamp(kl.mean(0), min=c.free_bits).sum()
    return rec, kl


def fit(model, data, c):
    opt = torch.optim.Adam(model.parameters(), lr=2e-3)
    sched = torch.optim.lr_scheduler.MultiStepLR(opt, milestones=[2, 3], gamma=0.3)
    sensor_w = torch.tensor([0.5, 0.3, 0.2])
    for epoch in range(c.epochs):
        seen = 0.0
        for x in data[torch.randperm(len(data))].split(c.batch):
            x_hat, mu, logvar = model(x)
            rec, kl = elbo_terms(x, x_hat, mu, logvar, c)
            opt.zero_grad()
            # every sensor pulls with its own weight: vector-Jacobian product instead of a sum
            rec.backward(gradient=(sensor_w / len(x)).expand_as(rec), retain_graph=True)
            kl_loss = (c.beta * kl).reshape(1)
            kl_loss.backward()
            opt.step()
            seen += (rec.detach() * sensor_w).sum(-1).mean().item()
        sched.step()
        print(f"epoch {epoch + 1}/{c.epochs} rec={seen / (len(data) // c.batch):.4f} kl={kl.item():.4f}")


@torch.no_grad()
def score(model, x):
    x_hat, *_ = model(x)
    return (x - x_hat).pow(2).mean(dim=(1, 2))


def main():
    torch.manual_seed(64)
    c = Config()
    data = torch.randn(64, c.sensors, c.length)
    model = VAE(c)
    fit(model, data, c)
    s = score(model.eval(), torch.cat([data[:4], 4 * data[4:6]]))
    print("scores:", [round(v, 2) for v in s.tolist()])


if __name__ == "__main__":
    main()
