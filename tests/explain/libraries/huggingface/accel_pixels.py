"""Denoising with accelerate: noisy pixels weigh more, so the loss is kept per pixel."""
import argparse

import torch
import torch.nn as nn
from accelerate import Accelerator
from accelerate.utils import set_seed
from torch.utils.data import DataLoader, TensorDataset


class Denoiser(nn.Module):
    def __init__(self, ch=8):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(1, ch, 3, padding=1), nn.SiLU(), nn.Conv2d(ch, 1, 3, padding=1))

    def forward(self, x):
        return x - self.net(x)


def training_function(args):
    accelerator = Accelerator(cpu=True, gradient_accumulation_steps=2)
    set_seed(args.seed)
    clean = torch.rand(32, 1, 8, 8)
    loader = DataLoader(TensorDataset(clean), batch_size=args.batch_size, shuffle=True)
    model = Denoiser()
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)
    criterion = nn.MSELoss(reduction="none")
    model, optimizer, loader, scheduler = accelerator.prepare(model, optimizer, loader, scheduler)

    for epoch in range(args.epochs):
        model.train()
        for (img,) in loader:
            with accelerator.accumulate(model):
                sigma = torch.rand(len(img), 1, 1, 1, device=accelerator.device)
                out = model(img + sigma * torch.randn_like(img))
                loss = criterion(out, img) * (1 + sigma)
                accelerator.backward(loss)
                if accelerator.sync_gradients:
                    accelerator.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                scheduler.step()
                optimizer.zero_grad()
        accelerator.print(f"epoch {epoch} loss {loss.mean().item():.4f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch_size", type=int, default=8)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    training_function(parser.parse_args())
