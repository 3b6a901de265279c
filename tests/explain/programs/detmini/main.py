import torch
import torch.nn as nn

from box_losses import SetLoss


class OneBoxDetector(nn.Module):
    """predicts exactly one box per image"""

    def __init__(self, n_cls=3, width=8):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, width, 3, 2, 1), nn.ReLU(),
            nn.Conv2d(width, 2 * width, 3, 2, 1), nn.ReLU(),
            nn.Flatten(), nn.Linear(2 * width * 25, 32), nn.ReLU(),
        )
        self.cls, self.box = nn.Linear(32, n_cls), nn.Linear(32, 4)

    def forward(self, x):
        f = self.features(x)
        return self.cls(f), self.box(f).sigmoid()


def make_batch(n, size=20):
    img = 0.1 * torch.randn(n, 1, size, size)
    labels = torch.randint(0, 3, (n,))
    boxes = torch.zeros(n, 4)
    for i in range(n):
        w, h = torch.randint(4, 9, (2,)).tolist()
        x, y = torch.randint(0, size - w, (1,)).item(), torch.randint(0, size - h, (1,)).item()
        img[i, 0, y:y + h, x:x + w] += 1.0 + labels[i]
        boxes[i] = torch.tensor([x + w / 2, y + h / 2, w, h]) / size
    return img, labels, boxes


class Trainer:
    def __init__(self, model, lr):
        self.model = model
        self.criterion = SetLoss()
        self.optimizer = torch.optim.Adam(model.parameters(), lr=lr)

    def compute_loss(self, batch):
        img, labels, boxes = batch
        logits, pred = self.model(img)
        return self.criterion(logits, pred, labels, boxes)

    def step(self, batch):
        loss = self.compute_loss(batch)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()


if __name__ == "__main__":
    torch.manual_seed(5)
    trainer = Trainer(OneBoxDetector(), lr=2e-3)
    for it in range(6):
        v = trainer.step(make_batch(8))
        if it % 2 == 0:
            print(f"it {it}: loss {v:.4f}")
