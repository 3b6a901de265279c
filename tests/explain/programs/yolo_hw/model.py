import torch.nn as nn


def cbl(i, o, s=1):
    """Conv + BN + LeakyReLU"""
    return nn.Sequential(nn.Conv2d(i, o, 3, s, 1, bias=False),
                         nn.BatchNorm2d(o),
                         nn.LeakyReLU(0.1))


class TinyYolo(nn.Module):
    """输入 3x32x32, 输出 S*S*(5+C), S=4"""

    def __init__(self, num_classes=3):
        super().__init__()
        self.net = nn.Sequential(cbl(3, 8, 2), cbl(8, 16, 2), cbl(16, 16, 2))
        self.pred = nn.Conv2d(16, 5 + num_classes, 1)

    def forward(self, x):
        # (N, 5+C, S, S) -> (N, S, S, 5+C)
        return self.pred(self.net(x)).permute(0, 2, 3, 1).contiguous()
