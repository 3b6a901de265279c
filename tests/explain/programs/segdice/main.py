import torch
import torch.nn as nn

from losses import LOSSES

CFG = {
    "loss": "dice",
    "epochs": 2,
    "lr": 1e-2,
    "bs": 4,
    "img": 24,
}


class MiniUNet(nn.Module):
    def __init__(self, c=8):
        super().__init__()
        self.down1 = nn.Sequential(nn.Conv2d(1, c, 3, padding=1), nn.BatchNorm2d(c), nn.ReLU(inplace=True))
        self.down2 = nn.Sequential(nn.MaxPool2d(2), nn.Conv2d(c, 2 * c, 3, padding=1), nn.ReLU(inplace=True))
        self.up = nn.ConvTranspose2d(2 * c, c, 2, stride=2)
        self.head = nn.Conv2d(2 * c, 1, 1)

    def forward(self, x):
        a = self.down1(x)
        b = self.up(self.down2(a))
        return self.head(torch.cat([a, b], dim=1))


def synth(n, size):
    yy, xx = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    imgs, masks = [], []
    for _ in range(n):
        cy, cx, r = torch.randint(6, size - 6, (1,)), torch.randint(6, size - 6, (1,)), torch.randint(3, 7, (1,))
        m = (((yy - cy) ** 2 + (xx - cx) ** 2) < r ** 2).float()
        imgs.append(m + 0.3 * torch.randn(size, size))
        masks.append(m)
    return torch.stack(imgs)[:, None], torch.stack(masks)[:, None]


def main():
    torch.manual_seed(11)
    net = MiniUNet()
    criterion = LOSSES[CFG["loss"]]()
    optimizer = torch.optim.Adam(net.parameters(), lr=CFG["lr"])
    X, Y = synth(16, CFG["img"])
    for ep in range(CFG["epochs"]):
        net.train()
        hist = []
        for k in range(0, len(X), CFG["bs"]):
            x, y = X[k:k + CFG["bs"]], Y[k:k + CFG["bs"]]
            out = net(x)
            seg_loss = criterion(out, y)
            optimizer.zero_grad()
            seg_loss.backward()
            optimizer.step()
            hist.append(seg_loss.detach())
        print("epoch", ep, CFG["loss"], "loss: %.4f" % torch.stack(hist).mean())


main()
