import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader
from criterions import DiceLoss

EPOCHS = 2
BATCH_SIZE = 4
LEARNING_RATE = 1e-3


class CellDataset(Dataset):
    def __init__(self, n, size=20, transform=None):
        self.n, self.size, self.transform = n, size, transform

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        r = np.random.default_rng(i)
        yy, xx = np.mgrid[: self.size, : self.size]
        cy, cx = r.uniform(5, self.size - 5, 2)
        mask = ((yy - cy) ** 2 + (xx - cx) ** 2 < r.uniform(6, 20)).astype(np.float32)
        img = (mask + 0.2 * r.standard_normal(mask.shape)).astype(np.float32)
        return torch.from_numpy(img)[None], torch.from_numpy(mask)[None]


def double_conv(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.ReLU(), nn.Conv2d(o, o, 3, padding=1), nn.ReLU())


class MiniUNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down1 = double_conv(1, 4)
        self.down2 = double_conv(4, 8)
        self.up = nn.ConvTranspose2d(8, 4, 2, stride=2)
        self.dec = double_conv(8, 4)
        self.last = nn.Conv2d(4, 1, 1)

    def forward(self, x):
        a = self.down1(x)
        b = self.down2(nn.functional.max_pool2d(a, 2))
        return self.last(self.dec(torch.cat([self.up(b), a], dim=1)))


def train_one_epoch(loader, model, optimizer, loss_fn):
    model.train()
    total = 0
    for images, masks in loader:
        outputs = model(images)
        loss = loss_fn(outputs, masks)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * images.size(0)
    return total / len(loader.dataset)


if __name__ == "__main__":
    torch.manual_seed(0)
    model = MiniUNet()
    loader = DataLoader(CellDataset(12), batch_size=BATCH_SIZE, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    for epoch in range(EPOCHS):
        print(f"Epoch {epoch}: dice loss = {train_one_epoch(loader, model, optimizer, DiceLoss()):.4f}")
