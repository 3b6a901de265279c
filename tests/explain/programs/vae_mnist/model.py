import torch
from torch import nn


class Encoder(nn.Module):
    def __init__(self, d_in, d_h, d_z):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(d_in, d_h), nn.ReLU())
        self.mu = nn.Linear(d_h, d_z)
        self.logvar = nn.Linear(d_h, d_z)

    def forward(self, x):
        h = self.body(x)
        return self.mu(h), self.logvar(h)


class VAE(nn.Module):
    def __init__(self, d_in=64, d_h=32, d_z=4):
        super().__init__()
        self.encoder = Encoder(d_in, d_h, d_z)
        self.decoder = nn.Sequential(
            nn.Linear(d_z, d_h), nn.ReLU(), nn.Linear(d_h, d_in), nn.Sigmoid()
        )

    def reparameterize(self, mu, logvar):
        std = torch.exp(0.5 * logvar)
        return mu + torch.randn_like(std) * std

    def forward(self, x):
        mu, logvar = self.encoder(x)
        z = self.reparameterize(mu, logvar)
        return self.decoder(z), mu, logvar
