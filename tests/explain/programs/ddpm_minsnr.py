import argparse
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def parse_args(argv=None):
    parser = argparse.ArgumentParser(description="unconditional DDPM on 8x8 blobs")
    parser.add_argument("--max_train_steps", type=int, default=6)
    parser.add_argument("--train_batch_size", type=int, default=5)
    parser.add_argument("--num_timesteps", type=int, default=50)
    parser.add_argument("--prediction_type", choices=["epsilon", "v"], default="epsilon")
    parser.add_argument("--snr_gamma", type=float, default=5.0, help="Min-SNR weighting (Hang et al. 2023); <=0 disables")
    parser.add_argument("--learning_rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(argv)


class CosineSchedule:
    def __init__(self, T, s=0.008):
        t = torch.arange(T + 1) / T
        f = torch.cos((t + s) / (1 + s) * math.pi / 2) ** 2
        self.alpha_bar = (f / f[0])[1:].clamp(1e-4, 0.9999)

    def add_noise(self, x0, eps, t):
        ab = self.alpha_bar[t].view(-1, 1, 1, 1)
        return ab.sqrt() * x0 + (1 - ab).sqrt() * eps

    def velocity(self, x0, eps, t):
        ab = self.alpha_bar[t].view(-1, 1, 1, 1)
        return ab.sqrt() * eps - (1 - ab).sqrt() * x0

    def snr(self, t):
        return self.alpha_bar[t] / (1 - self.alpha_bar[t])


class TinyUNet(nn.Module):
    def __init__(self, ch=8, T=50):
        super().__init__()
        self.t_emb = nn.Embedding(T, ch)
        self.down = nn.Conv2d(1, ch, 3, 2, 1)
        self.mid = nn.Conv2d(ch, ch, 3, 1, 1)
        self.up = nn.ConvTranspose2d(ch, 1, 4, 2, 1)

    def forward(self, x, t):
        h = F.silu(self.down(x) + self.t_emb(t)[:, :, None, None])
        return self.up(F.silu(self.mid(h)) + h)


def blobs(n):
    c = torch.rand(n, 2, 1, 1) * 7
    yy, xx = torch.meshgrid(torch.arange(8.), torch.arange(8.), indexing="ij")
    return torch.exp(-((yy - c[:, 0]) ** 2 + (xx - c[:, 1]) ** 2) / 4).unsqueeze(1) * 2 - 1


def training_loss(args, model, schedule, clean):
    noise = torch.randn_like(clean)
    t = torch.randint(0, args.num_timesteps, (clean.size(0),))
    noisy = schedule.add_noise(clean, noise, t)
    if args.prediction_type == "epsilon":
        target = noise
    else:
        target = schedule.velocity(clean, noise, t)
    pred = model(noisy, t)

    if args.snr_gamma <= 0:
        loss = F.mse_loss(pred, target, reduction="mean")
    else:
        snr = schedule.snr(t)
        w = torch.clamp(snr, max=args.snr_gamma) / (snr if args.prediction_type == "epsilon" else snr + 1)
        loss = F.mse_loss(pred, target, reduction="none")
        loss = loss.mean(dim=list(range(1, loss.ndim))) * w
    return loss


def main():
    args = parse_args()
    torch.manual_seed(args.seed)
    schedule = CosineSchedule(args.num_timesteps)
    model = TinyUNet(T=args.num_timesteps)
    ema = {k: v.clone() for k, v in model.state_dict().items()}
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.learning_rate)

    global_step = 0
    while global_step < args.max_train_steps:
        loss = training_loss(args, model, schedule, blobs(args.train_batch_size))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        for k, v in model.state_dict().items():
            ema[k].lerp_(v, 0.1)
        global_step += 1
        print({"step": global_step, "loss": round(loss.detach().item(), 4)})


if __name__ == "__main__":
    main()
