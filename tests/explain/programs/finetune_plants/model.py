import torch
import torch.nn as nn


class BasicBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv1 = nn.Conv2d(c, c, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c)
        self.conv2 = nn.Conv2d(c, c, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c)

    def forward(self, x):
        h = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(x + self.bn2(self.conv2(h)))


class ResNetMini(nn.Module):
    def __init__(self, num_classes=1000, width=8):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stride=2, padding=1)
        self.layer1 = BasicBlock(width)
        self.layer2 = BasicBlock(width)
        self.fc = nn.Linear(width, num_classes)

    def forward(self, x):
        x = self.layer2(self.layer1(self.stem(x)))
        return self.fc(x.mean(dim=(2, 3)))


def freeze(module):
    for p in module.parameters():
        p.requires_grad = False


def build_model(num_classes, pretrained_state=None, finetune_all=False):
    net = ResNetMini()
    if pretrained_state is not None:
        net.load_state_dict(pretrained_state)
    net.fc = nn.Linear(net.fc.in_features, num_classes)
    if not finetune_all:
        freeze(net)
    return net
