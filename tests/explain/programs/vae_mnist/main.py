import argparse

import torch
from torch.utils.data import DataLoader, TensorDataset

from losses import elbo
from model import VAE


def get_loader(n, batch_size):
    imgs = (torch.rand(n, 64) > 0.6).float()
    return DataLoader(TensorDataset(imgs), batch_size=batch_size, shuffle=True)


def train_epoch(model, loader, opt, beta, epoch):
    model.train()
    for i, (x,) in enumerate(loader):
        opt.zero_grad()
        x_hat, mu, logvar = model(x)
        loss, logs = elbo(x, x_hat, mu, logvar, beta=beta)
        loss.backward()
        opt.step()
        if i % 2 == 0:
            print(f"[{epoch}:{i}] loss {loss.item():.3f} "
                  f"rec {logs['rec'].item():.3f} kl {logs['kl'].mean().item():.3f}")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--batch-size", type=int, default=16)
    p.add_argument("--beta", type=float, default=0.5)
    p.add_argument("--seed", type=int, default=0)
    args = p.parse_args()
    torch.manual_seed(args.seed)

    model = VAE()
    opt = torch.optim.Adam(model.parameters(), lr=1e-3)
    print("parameters:", sum(p.numel() for p in model.parameters()))
    loader = get_loader(64, args.batch_size)
    for epoch in range(args.epochs):
        train_epoch(model, loader, opt, args.beta, epoch)


if __name__ == "__main__":
    main()
