import torch
import torch.nn as nn

from config import cfg
from losses import Compose


def block(cin, cout):
    return nn.Sequential(nn.Conv2d(cin, cout, 3, padding=1), nn.BatchNorm2d(cout), nn.ReLU(inplace=True))


class TinyUNet(nn.Module):
    def __init__(self, ch=8):
        super().__init__()
        self.enc1, self.enc2 = block(1, ch), block(ch, 2 * ch)
        self.pool = nn.MaxPool2d(2)
        self.up = nn.ConvTranspose2d(2 * ch, ch, 2, stride=2)
        self.dec = block(2 * ch, ch)
        self.out = nn.Conv2d(ch, 1, 1)

    def forward(self, x):
        e1 = self.enc1(x)
        e2 = self.enc2(self.pool(e1))
        return self.out(self.dec(torch.cat([self.up(e2), e1], dim=1)))


def fake_loader(n=3):
    s = cfg["img_size"]
    for _ in range(n):
        x = torch.randn(cfg["batch_size"], 1, s, s)
        yield x, (x > 0.8).float()


def main():
    torch.manual_seed(cfg["seed"])
    net = TinyUNet()
    criterion = Compose(cfg["criterion"])
    optim = torch.optim.AdamW(net.parameters(), **cfg["optimizer"])
    for epoch in range(cfg["epochs"]):
        net.train()
        running = 0.0
        for img, mask in fake_loader():
            optim.zero_grad()
            loss = criterion(net(img), mask)
            loss.backward()
            optim.step()
            running += loss.item()
        print(f"[{epoch + 1}/{cfg['epochs']}] train loss {running / 3:.4f}")


if __name__ == "__main__":
    main()
