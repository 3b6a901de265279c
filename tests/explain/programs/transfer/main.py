import random

import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

from config import Config
from model import build_model


def set_seed(s):
    random.seed(s)
    np.random.seed(s)
    torch.manual_seed(s)


def make_loader(cfg, n, shuffle):
    x = torch.randn(n, 3, cfg.image_size, cfg.image_size)
    y = torch.randint(cfg.num_classes, (n,))
    return DataLoader(TensorDataset(x, y), cfg.batch_size, shuffle=shuffle)


def train_one_epoch(model, loader, optimizer, epoch):
    model.train()
    meter = []
    for it, (images, target) in enumerate(loader):
        logits = model(images)
        loss = F.cross_entropy(logits, target, label_smoothing=0.1)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        meter.append(loss.item())
        if it % 2 == 0:
            print(f"[{epoch}][{it}/{len(loader)}] loss={meter[-1]:.4f}")
    return float(np.mean(meter))


@torch.no_grad()
def validate(model, loader):
    model.eval()
    hit = sum((model(x).argmax(1) == y).sum().item() for x, y in loader)
    return hit / len(loader.dataset)


def main():
    cfg = Config()
    set_seed(cfg.seed)
    model = build_model(cfg)
    n_total = sum(p.numel() for p in model.parameters())
    print(f"{'/'.join(cfg.tags)}: {n_total} parameters")
    optimizer = torch.optim.AdamW(model.parameters(), lr=cfg.lr, weight_decay=cfg.weight_decay)
    train, val = make_loader(cfg, 32, True), make_loader(cfg, 16, False)
    for epoch in range(cfg.epochs):
        avg = train_one_epoch(model, train, optimizer, epoch)
        print(f"epoch {epoch}: train {avg:.4f} acc {validate(model, val):.3f}")


if __name__ == "__main__":
    main()
