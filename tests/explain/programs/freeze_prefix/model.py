import torch.nn as nn


class Backbone(nn.Module):
    def __init__(self, c=8):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, c, 3, 2, 1, bias=False), nn.BatchNorm2d(c), nn.ReLU())
        self.layer1 = nn.Sequential(nn.Conv2d(c, c, 3, 1, 1, bias=False), nn.BatchNorm2d(c), nn.ReLU())

    def forward(self, x):
        return self.layer1(self.stem(x))


class Segmentor(nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        self.backbone = Backbone()
        self.neck = nn.Conv2d(8, 8, 1)
        self.decode_head = nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(8, num_classes, 1))

    def forward(self, img):
        return self.decode_head(self.neck(self.backbone(img)).relu())
