"""Shared trunk, three heads (age, smile, pose)."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader


class Faces(Dataset):
    def __init__(self, n=48, size=20):
        g = torch.Generator().manual_seed(21)
        self.img = torch.randn(n, 1, size, size, generator=g)
        self.age = torch.rand(n, generator=g) * 60 + 10
        self.smile = torch.randint(0, 2, (n,), generator=g).float()
        self.pose = torch.randn(n, 3, generator=g)

    def __len__(self):
        return len(self.img)

    def __getitem__(self, i):
        return self.img[i], {"age": self.age[i], "smile": self.smile[i], "pose": self.pose[i]}


class Trunk(nn.Module):
    def __init__(self, dim=32):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(1, 8, 3, 2), nn.ELU(), nn.Conv2d(8, 16, 3, 2), nn.ELU())
        self.fc = nn.Linear(16 * 16, dim)

    def forward(self, x):
        return torch.tanh(self.fc(self.conv(x).flatten(1)))


class FaceNet(nn.Module):
    def __init__(self, heads):
        super().__init__()
        self.trunk = Trunk()
        self.heads = nn.ModuleDict({k: nn.Linear(32, d) for k, d in heads.items()})

    def forward(self, x):
        z = self.trunk(x)
        return {k: h(z) for k, h in self.heads.items()}


def task_losses(out, target):
    return {
        "age": F.smooth_l1_loss(out["age"].squeeze(1) * 30 + 40, target["age"]) / 30,
        "smile": F.binary_cross_entropy_with_logits(out["smile"].squeeze(1), target["smile"]),
        "pose": F.mse_loss(out["pose"], target["pose"]),
    }


WEIGHTS = {"age": 1.0, "smile": 0.5, "pose": 2.0}


def train(model, loader, opt, epoch):
    model.train()
    sums = dict.fromkeys(WEIGHTS, 0.0)
    for img, target in loader:
        losses = task_losses(model(img), target)
        opt.zero_grad()
        for task, value in losses.items():
            weighted = WEIGHTS[task] * value
            weighted.backward()
            sums[task] += value.item()
        opt.step()
    msg = ", ".join(f"{k} {v / len(loader):.3f}" for k, v in sums.items())
    print(f"epoch {epoch}: {msg}")


if __name__ == "__main__":
    torch.manual_seed(21)
    m = FaceNet({"age": 1, "smile": 1, "pose": 3})
    o = torch.optim.Adam(m.parameters(), 1e-3)
    dl = DataLoader(Faces(), batch_size=12, shuffle=True)
    for ep in range(2):
        train(m, dl, o, ep)
