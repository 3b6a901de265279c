import torch
import torch.nn as nn


def conv_block(cin, cout, stride=1):
    return nn.Sequential(
        nn.Conv2d(cin, cout, 3, stride, 1, bias=False),
        nn.BatchNorm2d(cout),
        nn.ReLU(),
    )


class Backbone(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.stem = conv_block(3, width)
        self.stages = nn.Sequential(conv_block(width, 2 * width, 2), conv_block(2 * width, 4 * width, 2))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.out_dim = 4 * width

    def forward(self, x):
        return self.pool(self.stages(self.stem(x))).flatten(1)


class Classifier(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.backbone = Backbone(cfg.width)
        self.classifier = nn.Sequential(
            nn.LayerNorm(self.backbone.out_dim),
            nn.Linear(self.backbone.out_dim, cfg.num_classes),
        )

    def forward(self, x):
        return self.classifier(self.backbone(x))


def build_model(cfg):
    model = Classifier(cfg)
    # pretend we load ImageNet weights here
    with torch.no_grad():
        for p in model.backbone.parameters():
            p.mul_(0.9)
    for name, p in model.named_parameters():
        p.requires_grad = name.startswith(cfg.trainable)
    return model
