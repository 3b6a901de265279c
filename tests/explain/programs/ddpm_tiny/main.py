import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

from diffusion import GaussianDiffusion
from trainer import Trainer


class TimeMLP(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.emb = nn.Embedding(50, dim)
        self.net = nn.Sequential(nn.SiLU(), nn.Linear(dim, dim))

    def forward(self, t):
        return self.net(self.emb(t))[:, :, None, None]


class TinyUnet(nn.Module):
    def __init__(self, dim=8):
        super().__init__()
        self.inp = nn.Conv2d(1, dim, 3, padding=1)
        self.time = TimeMLP(dim)
        self.mid = nn.Sequential(nn.GroupNorm(2, dim), nn.SiLU(), nn.Conv2d(dim, dim, 3, padding=1))
        self.out = nn.Conv2d(dim, 1, 1)

    def forward(self, x, t):
        h = self.inp(x) + self.time(t)
        return self.out(h + self.mid(h))


if __name__ == "__main__":
    torch.manual_seed(42)
    imgs = torch.rand(32, 1, 8, 8)
    loader = DataLoader(TensorDataset(imgs), batch_size=8, shuffle=True)
    diffusion = GaussianDiffusion(TinyUnet(), timesteps=50)
    Trainer(diffusion, loader, num_steps=6).train()
    print("done")
