"""Fine-tune on the leaf disease photos (5 classes)."""
import argparse
import time

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

from model import ResNetMini, build_model


def get_data(n, num_classes):
    x = torch.randn(n, 3, 16, 16)
    y = torch.randint(num_classes, (n,))
    return TensorDataset(x, y)


@torch.no_grad()
def evaluate(model, loader):
    model.eval()
    correct = sum((model(x).argmax(1) == y).sum().item() for x, y in loader)
    return correct / len(loader.dataset)


def train(model, loaders, args):
    ce = nn.CrossEntropyLoss(label_smoothing=0.05)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr, momentum=0.9, weight_decay=1e-4)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=args.lr, total_steps=args.epochs * len(loaders["train"]))
    for epoch in range(args.epochs):
        tic = time.time()
        model.train()
        for i, (images, labels) in enumerate(loaders["train"]):
            loss = ce(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            scheduler.step()
            if i % 2 == 0:
                print(f"Epoch [{epoch + 1}/{args.epochs}] it {i} loss {loss.item():.4f}")
        print(f"  val acc {evaluate(model, loaders['val']):.3f}")
        args.verbose and print(f"  took {time.time() - tic:.1f}s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--lr", type=float, default=0.01)
    parser.add_argument("--num-classes", type=int, default=5)
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()

    torch.manual_seed(99)
    pretrained = ResNetMini().state_dict()      # would be torch.load("resnet_mini.pth")
    model = build_model(args.num_classes, pretrained)
    loaders = {
        "train": DataLoader(get_data(32, args.num_classes), batch_size=8, shuffle=True),
        "val": DataLoader(get_data(16, args.num_classes), batch_size=8),
    }
    print("start training")
    train(model, loaders, args)
