import random
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

CFG = {
    "seed": 42,
    "classes": 3,
    "size": 8,
    "epochs": 2,
    "lr": 3e-3,
    "loss": {
        "gamma": 2.0,
        "alpha": [0.2, 0.4, 0.4],
        "reduction": "none",
    },
}


def set_seed(s):
    random.seed(s)
    np.random.seed(s)
    torch.manual_seed(s)


class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0, alpha=None, reduction="mean"):
        super(FocalLoss, self).__init__()
        self.gamma = gamma
        self.register_buffer("alpha", torch.tensor(alpha) if alpha else None)
        self.reduction = reduction

    def forward(self, inputs, targets):
        ce = F.cross_entropy(inputs, targets, weight=self.alpha, reduction="none")
        pt = torch.exp(-ce)
        focal = (1 - pt) ** self.gamma * ce
        if self.reduction == "mean":
            return focal.mean()
        elif self.reduction == "sum":
            return focal.sum()
        return focal


class TinyUNet(nn.Module):
    def __init__(self, n_classes):
        super(TinyUNet, self).__init__()
        self.down1 = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(inplace=True))
        self.pool = nn.MaxPool2d(2)
        self.down2 = nn.Sequential(nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(inplace=True))
        self.up = nn.ConvTranspose2d(16, 8, 2, stride=2)
        self.head = nn.Conv2d(16, n_classes, 1)

    def forward(self, x):
        d1 = self.down1(x)
        d2 = self.down2(self.pool(d1))
        u = self.up(d2)
        return self.head(torch.cat([u, d1], dim=1))


def make_batch(bs=4):
    img = torch.randn(bs, 1, CFG["size"], CFG["size"])
    msk = torch.randint(0, CFG["classes"], (bs, CFG["size"], CFG["size"]))
    return img, msk


def main():
    set_seed(CFG["seed"])
    net = TinyUNet(CFG["classes"])
    criterion = FocalLoss(**CFG["loss"])
    optimizer = torch.optim.AdamW(net.parameters(), lr=CFG["lr"])
    for epoch in range(CFG["epochs"]):
        net.train()
        for step in range(3):
            img, msk = make_batch()
            pred = net(img)
            loss = criterion(pred, msk)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            print("epoch {} step {} loss {:.4f}".format(epoch, step, loss.item()))


if __name__ == "__main__":
    main()
