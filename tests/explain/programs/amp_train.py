import argparse
import torch
import torch.nn as nn
from torch.amp import GradScaler, autocast


def parse_args():
    ap = argparse.ArgumentParser("amp training")
    ap.add_argument("--lr", default=1e-2, type=float)
    ap.add_argument("--steps", default=4, type=int)
    ap.add_argument("--accum", default=2, type=int)
    ap.add_argument("--smoothing", default=0.0, type=float)
    return ap.parse_args()


class ResBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv = nn.Conv1d(c, c, 3, padding=1)
        self.norm = nn.GroupNorm(2, c)

    def forward(self, x):
        return x + torch.relu(self.norm(self.conv(x)))


class ECGNet(nn.Module):
    def __init__(self, leads=2, n_labels=5):
        super().__init__()
        self.stem = nn.Conv1d(leads, 8, 5, padding=2)
        self.blocks = nn.Sequential(ResBlock(8), ResBlock(8))
        self.fc = nn.Linear(8, n_labels)

    def forward(self, x):
        return self.fc(self.blocks(self.stem(x)).mean(-1))


def build_criterion(args):
    pos_weight = torch.tensor([1.0, 2.0, 2.0, 4.0, 1.5])
    bce = nn.BCEWithLogitsLoss(pos_weight=pos_weight, reduction="none")

    def criterion(logits, target):
        target = target * (1 - args.smoothing) + 0.5 * args.smoothing
        return bce(logits.float(), target).sum(dim=1)

    return criterion


def main(args):
    torch.manual_seed(77)
    model = ECGNet()
    criterion = build_criterion(args)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
    scaler = GradScaler("cpu")
    for step in range(args.steps):
        sig = torch.randn(6, 2, 50)
        lab = (torch.rand(6, 5) > 0.7).float()
        with autocast("cpu", dtype=torch.bfloat16):
            out = model(sig)
            loss = criterion(out, lab) / args.accum
        scaler.scale(loss).backward()
        if (step + 1) % args.accum == 0:
            scaler.step(optimizer)
            scaler.update()
            optimizer.zero_grad()
        print(f"step {step} loss {loss.item() * args.accum:.3f} scale {scaler.get_scale():.0f}")


if __name__ == "__main__":
    main(parse_args())
