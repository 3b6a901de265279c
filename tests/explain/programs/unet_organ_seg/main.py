"""Toy organ segmentation, U-Net + compound loss."""
import random
import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset

from nets import TinyUNet
from losses import build_loss

cfg = {
    "seed": 2023,
    "epochs": 2,
    "lr": 1e-3,
    "batch_size": 4,
    "num_classes": 3,
    "loss": {
        "type": "CompoundLoss",
        "parts": [
            {"type": "SoftDice", "weight": 0.5, "eps": 1e-5},
            {"type": "Focal", "weight": 1.0, "gamma": 2.0},
            {"type": "Boundary", "weight": 0.1},
        ],
    },
}


def fix_seed(s):
    random.seed(s)
    np.random.seed(s)
    torch.manual_seed(s)


def fake_ct(n=8, size=16, k=3):
    img = torch.randn(n, 1, size, size)
    yy, xx = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    msk = torch.zeros(n, size, size, dtype=torch.long)
    for i in range(n):
        cx, cy = np.random.randint(4, size - 4, size=2)
        r = random.choice([2, 3, 4])
        msk[i][((xx - cx) ** 2 + (yy - cy) ** 2) < r * r] = np.random.randint(1, k)
    img[:, 0] += msk.float()
    return TensorDataset(img, msk)


def main():
    fix_seed(cfg["seed"])
    loader = DataLoader(fake_ct(k=cfg["num_classes"]), batch_size=cfg["batch_size"], shuffle=True)
    net = TinyUNet(1, cfg["num_classes"])
    criterion = build_loss(cfg["loss"])
    opt = torch.optim.Adam(net.parameters(), lr=cfg["lr"])
    print("params: %d" % sum(p.numel() for p in net.parameters()))
    for ep in range(cfg["epochs"]):
        for it, (x, y) in enumerate(loader):
            logits = net(x)
            seg_loss, logs = criterion(logits, y)
            opt.zero_grad()
            seg_loss.backward()
            opt.step()
            print(f"ep {ep} it {it} " + " ".join(f"{k}={v:.4f}" for k, v in logs.items()))
    print("done")


if __name__ == "__main__":
    main()
