from dataclasses import dataclass, field
from functools import cached_property

import torch
import torch.nn.functional as F
from torch import nn

# constants

DIM = 16

# helpers

def exists(x):
    return x is not None

def default(val, d):
    return val if exists(val) else d

def extract(a, t, x_shape):
    return a.gather(-1, t).reshape(t.shape[0], *((1,) * (len(x_shape) - 1)))

def cycle(dl):
    while True:
        yield from dl

# unet-ish

class Unet(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.time_mlp = nn.Sequential(nn.Linear(1, dim), nn.SiLU(), nn.Linear(dim, dim))
        self.init_conv = nn.Conv2d(1, dim, 3, padding = 1)
        self.mid = nn.Sequential(nn.GroupNorm(4, dim), nn.SiLU(), nn.Conv2d(dim, dim, 3, padding = 1))
        self.final_conv = nn.Conv2d(dim, 1, 1)

    def forward(self, x, t):
        h = self.init_conv(x) + self.time_mlp(t[:, None].float() / 100)[:, :, None, None]
        return self.final_conv(h + self.mid(h))

# diffusion

@dataclass(eq = False)
class Config:
    timesteps: int = 50
    objective: str = 'pred_noise'
    min_snr_gamma: float = 5.
    grad_accum: int = 2
    steps: int = 4
    lr: float = 1e-3
    ema_decay: float = 0.995
    betas: tuple = field(default = (1e-4, 0.02))

class GaussianDiffusion(nn.Module):
    def __init__(self, model, cfg: Config):
        super().__init__()
        self.model, self.cfg = model, cfg
        betas = torch.linspace(*cfg.betas, cfg.timesteps)
        self.register_buffer('alphas_cumprod', torch.cumprod(1 - betas, 0))

    @cached_property
    def loss_weight(self):
        snr = self.alphas_cumprod / (1 - self.alphas_cumprod)
        clipped = snr.clamp(max = self.cfg.min_snr_gamma)
        return clipped / snr if self.cfg.objective == 'pred_noise' else clipped

    def q_sample(self, x_start, t, noise):
        ac = extract(self.alphas_cumprod, t, x_start.shape)
        return ac.sqrt() * x_start + (1 - ac).sqrt() * noise

    def p_losses(self, x_start, t, noise = None):
        noise = default(noise, torch.randn_like(x_start))
        model_out = self.model(self.q_sample(x_start, t, noise), t)
        target = noise if self.cfg.objective == 'pred_noise' else x_start

        loss = F.mse_loss(model_out, target, reduction = 'none')
        loss = loss.flatten(1).mean(dim = -1)
        return loss * self.loss_weight[t]

    def forward(self, img):
        t = torch.randint(0, self.cfg.timesteps, (img.shape[0],))
        return self.p_losses(img * 2 - 1, t)

# trainer

class Trainer:
    def __init__(self, diffusion, cfg):
        self.diffusion, self.cfg = diffusion, cfg
        self.opt = torch.optim.Adam(diffusion.parameters(), lr = cfg.lr, betas = (0.9, 0.99))
        self.dl = cycle(torch.rand(16, 1, 8, 8).split(4))

    def train(self):
        for step in range(self.cfg.steps):
            total = 0.
            for _ in range(self.cfg.grad_accum):
                loss = self.diffusion(next(self.dl))
                total += loss.detach().mean() / self.cfg.grad_accum
                (loss / self.cfg.grad_accum).backward()
            nn.utils.clip_grad_norm_(self.diffusion.parameters(), 1.)
            self.opt.step()
            self.opt.zero_grad()
            print(f'{step}: loss: {total:.4f}')
        print('training complete')

if __name__ == '__main__':
    torch.manual_seed(10)
    cfg = Config()
    Trainer(GaussianDiffusion(Unet(DIM), cfg), cfg).train()
