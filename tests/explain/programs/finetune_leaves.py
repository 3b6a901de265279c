import argparse
from collections import OrderedDict

import torch
import torch.nn as nn
import torch.nn.functional as F


class MiniResNet(nn.Module):
    """Stands in for the torchvision model (no internet on the cluster nodes)."""

    def __init__(self, num_classes=1000):
        super().__init__()
        self.stem = nn.Sequential(OrderedDict(conv=nn.Conv2d(3, 8, 3, padding=1), bn=nn.BatchNorm2d(8)))
        self.conv1 = nn.Conv2d(8, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 8, 3, padding=1)
        self.fc = nn.Linear(8, num_classes)

    def forward(self, x):
        x = F.relu(self.stem(x))
        x = F.relu(x + self.conv2(F.relu(self.conv1(x))))
        return self.fc(x.mean(dim=(2, 3)))


def load_pretrained():
    torch.manual_seed(0)
    return MiniResNet()


def set_parameter_requires_grad(model, feature_extracting):
    if feature_extracting:
        for param in model.parameters():
            param.requires_grad = False


def initialize_model(num_classes, feature_extract=True):
    net = load_pretrained()
    net.fc = nn.Linear(net.fc.in_features, num_classes)
    set_parameter_requires_grad(net, feature_extract)
    return net


def train_one_epoch(net, optimizer, batches):
    net.train()
    seen = correct = 0
    for x, y in batches:
        optimizer.zero_grad()
        outputs = net(x)
        loss = F.cross_entropy(outputs, y)
        loss.backward()
        optimizer.step()
        seen += len(y)
        correct += (outputs.argmax(1) == y).sum().item()
    return loss.item(), correct / seen


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--classes", type=int, default=5)
    opt = p.parse_args()

    net = initialize_model(opt.classes)
    n_par = sum(q.numel() for q in net.parameters())
    print(f"model with {n_par} parameters")
    sgd = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    batches = [(torch.randn(6, 3, 12, 12), torch.randint(0, opt.classes, (6,))) for _ in range(3)]
    for ep in range(opt.epochs):
        loss, acc = train_one_epoch(net, sgd, batches)
        print(f"Epoch {ep}/{opt.epochs - 1}  Loss: {loss:.4f}  Acc: {acc:.2f}")
