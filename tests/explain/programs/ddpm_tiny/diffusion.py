import torch
import torch.nn as nn
import torch.nn.functional as F


def extract(a, t, shape):
    return a.gather(0, t).reshape(t.shape[0], *((1,) * (len(shape) - 1)))


class GaussianDiffusion(nn.Module):
    def __init__(self, model, *, timesteps=50, min_snr_gamma=5.0):
        super().__init__()
        self.model = model
        self.num_timesteps = timesteps
        betas = torch.linspace(1e-4, 0.05, timesteps)
        acp = torch.cumprod(1.0 - betas, dim=0)
        self.register_buffer("sqrt_acp", acp.sqrt())
        self.register_buffer("sqrt_om_acp", (1 - acp).sqrt())
        snr = acp / (1 - acp)
        self.register_buffer("loss_weight", snr.clamp(max=min_snr_gamma) / snr)

    def q_sample(self, x0, t, noise):
        return extract(self.sqrt_acp, t, x0.shape) * x0 + extract(self.sqrt_om_acp, t, x0.shape) * noise

    def p_losses(self, x0, t, noise=None):
        noise = torch.randn_like(x0) if noise is None else noise
        x = self.q_sample(x0, t, noise)
        model_out = self.model(x, t)
        loss = F.mse_loss(model_out, noise, reduction="none")
        loss = loss.flatten(1).mean(dim=1)
        loss = loss * self.loss_weight[t]
        return loss

    def forward(self, img):
        t = torch.randint(0, self.num_timesteps, (img.shape[0],), device=img.device)
        return self.p_losses(img * 2 - 1, t)
