from dataclasses import dataclass, asdict
import json

import torch
import torch.nn as nn
import torch.nn.functional as F

from bank import PrototypeBank


@dataclass
class Args:
    classes: int = 4
    dim: int = 16
    batch: int = 20
    iters: int = 8
    lr: float = 1e-3
    ce_weight: float = 0.5


class Embedder(nn.Module):
    def __init__(self, dim, classes):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten())
        self.embed = nn.Linear(32, dim)
        self.classifier = nn.Linear(dim, classes)

    def forward(self, x):
        z = self.embed(self.features(x))
        return F.normalize(z, dim=1), self.classifier(z)


def get_batch(a):
    return torch.randn(a.batch, 3, 12, 12), torch.randint(a.classes, (a.batch,))


def main(a: Args):
    torch.manual_seed(31)
    print(json.dumps(asdict(a)))
    net = Embedder(a.dim, a.classes)
    bank = PrototypeBank(a.classes, a.dim)
    opt = torch.optim.AdamW(net.parameters(), lr=a.lr)
    for it in range(a.iters):
        x, y = get_batch(a)
        feats, logits = net(x)
        proto_loss, acc = bank(feats, y)
        objective = proto_loss + a.ce_weight * F.cross_entropy(logits, y)
        opt.zero_grad()
        objective.backward()
        opt.step()
        print(f"{it:02d} objective={objective.item():.4f} proto_acc={acc:.2f}")


if __name__ == "__main__":
    main(Args())
