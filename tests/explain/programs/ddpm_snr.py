from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class DiffusionConfig:
    timesteps: int = 50
    beta_start: float = 1e-4
    beta_end: float = 0.02
    objective: str = "pred_noise"
    min_snr_gamma: float | None = 5.0
    offset_noise: float = 0.05


@dataclass
class TrainConfig:
    channels: int = 2
    length: int = 16
    batch_size: int = 9
    steps: int = 6
    lr: float = 3e-4
    seed: int = 10
    diffusion: DiffusionConfig = field(default_factory=DiffusionConfig)


def extract(a: torch.Tensor, t: torch.Tensor, x_shape: torch.Size) -> torch.Tensor:
    out = a.gather(-1, t)
    return out.reshape(t.shape[0], *((1,) * (len(x_shape) - 1)))


class Denoiser(nn.Module):
    def __init__(self, channels: int, dim: int = 16):
        super().__init__()
        self.time = nn.Sequential(nn.Linear(1, dim), nn.SiLU(), nn.Linear(dim, dim))
        self.inp = nn.Conv1d(channels, dim, 3, padding=1)
        self.out = nn.Sequential(nn.SiLU(), nn.Conv1d(dim, channels, 3, padding=1))

    def forward(self, x: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        emb = self.time(t[:, None].float() / 50)
        return self.out(self.inp(x) + emb[:, :, None])


class GaussianDiffusion1D(nn.Module):
    def __init__(self, model: nn.Module, cfg: DiffusionConfig):
        super().__init__()
        self.model, self.cfg = model, cfg
        betas = torch.linspace(cfg.beta_start, cfg.beta_end, cfg.timesteps)
        alphas_cumprod = torch.cumprod(1.0 - betas, dim=0)
        self.register_buffer("sqrt_ac", alphas_cumprod.sqrt())
        self.register_buffer("sqrt_om", (1 - alphas_cumprod).sqrt())
        snr = alphas_cumprod / (1 - alphas_cumprod)
        if cfg.min_snr_gamma is None:
            weight = torch.ones_like(snr)
        else:
            weight = snr.clamp(max=cfg.min_snr_gamma) / snr
        self.register_buffer("loss_weight", weight)

    def q_sample(self, x0, t, noise):
        return extract(self.sqrt_ac, t, x0.shape) * x0 + extract(self.sqrt_om, t, x0.shape) * noise

    def p_losses(self, x0: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        noise = torch.randn_like(x0)
        if self.cfg.offset_noise > 0:
            noise = noise + self.cfg.offset_noise * torch.randn(*x0.shape[:2], 1)
        pred = self.model(self.q_sample(x0, t, noise), t)
        target = noise if self.cfg.objective == "pred_noise" else x0
        loss = F.mse_loss(pred, target, reduction="none")
        loss = loss.flatten(1).mean(dim=1)
        if self.cfg.min_snr_gamma is not None:
            return loss * self.loss_weight[t]
        return loss.mean()

    def forward(self, x0: torch.Tensor) -> torch.Tensor:
        t = torch.randint(0, self.cfg.timesteps, (x0.shape[0],))
        return self.p_losses(x0, t)


class Trainer1D:
    def __init__(self, cfg: TrainConfig, grad_accum: int = 2):
        self.cfg, self.grad_accum = cfg, grad_accum
        self.diffusion = GaussianDiffusion1D(Denoiser(cfg.channels), cfg.diffusion)
        self.opt = torch.optim.Adam(self.diffusion.parameters(), lr=cfg.lr)

    def sample_batch(self) -> torch.Tensor:
        c = self.cfg
        phase = torch.rand(c.batch_size, c.channels, 1) * 6.28
        return torch.sin(torch.linspace(0, 6.28, c.length) + phase)

    def train(self) -> None:
        for step in range(self.cfg.steps):
            total_loss = 0.0
            for _ in range(self.grad_accum):
                loss = self.diffusion(self.sample_batch()) / self.grad_accum
                loss.backward()
                total_loss += loss.item()
            self.opt.step()
            self.opt.zero_grad()
            print(f"step {step}: loss: {total_loss:.4f}")


if __name__ == "__main__":
    cfg = TrainConfig()
    random.seed(cfg.seed)
    np.random.seed(cfg.seed)
    torch.manual_seed(cfg.seed)
    Trainer1D(cfg).train()
    print("training complete")
