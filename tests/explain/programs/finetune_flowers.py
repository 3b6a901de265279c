import argparse
import os
import tempfile
from collections import OrderedDict

import torch
import torch.nn as nn


def conv_bn(c_in, c_out, stride):
    return nn.Sequential(OrderedDict(
        conv=nn.Conv2d(c_in, c_out, 3, stride, 1, bias=False),
        bn=nn.BatchNorm2d(c_out),
        act=nn.ReLU6(),
    ))


class Net(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.features = nn.Sequential(conv_bn(3, 8, 2), conv_bn(8, 16, 2), conv_bn(16, 16, 1))
        self.classifier = nn.Linear(16, num_classes)

    def forward(self, x):
        return self.classifier(self.features(x).mean([2, 3]))


def fake_pretrained(path):
    torch.manual_seed(100)
    torch.save(Net(10).state_dict(), path)


def set_parameter_requires_grad(model, feature_extracting):
    if feature_extracting:
        for param in model.parameters():
            param.requires_grad = False


def initialize_model(ckpt, num_classes, feature_extract=True):
    model = Net()
    model.load_state_dict(torch.load(ckpt))
    model.classifier = nn.Linear(model.classifier.in_features, num_classes)
    set_parameter_requires_grad(model, feature_extract)
    return model


def main():
    parser = argparse.ArgumentParser(description="fine-tune on flowers")
    parser.add_argument("--num-classes", type=int, default=5)
    parser.add_argument("--full", action="store_true", help="train all the layers")
    parser.add_argument("--epochs", type=int, default=2)
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as d:
        ckpt = os.path.join(d, "net.pth")
        fake_pretrained(ckpt)
        model = initialize_model(ckpt, args.num_classes, feature_extract=not args.full)

    torch.manual_seed(1)
    images = torch.randn(24, 3, 16, 16)
    labels = torch.randint(0, args.num_classes, (24,))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    criterion = nn.CrossEntropyLoss()

    for epoch in range(args.epochs):
        model.train()
        correct = 0
        for x, y in zip(images.split(8), labels.split(8)):
            optimizer.zero_grad()
            outputs = model(x)
            loss = criterion(outputs, y)
            loss.backward()
            optimizer.step()
            correct += (outputs.argmax(1) == y).sum().item()
        print("epoch {}/{} acc {:.3f}".format(epoch + 1, args.epochs, correct / 24))


if __name__ == "__main__":
    main()
