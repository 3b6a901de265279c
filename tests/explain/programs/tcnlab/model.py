import torch
import torch.nn as nn


class EEGNetLite(nn.Module):
    """时间卷积 -> 空间卷积 -> 分类, 输入 (B, 1, 导联, 时间)"""

    def __init__(self, n_chan=16, n_class=4, f1=4, d=2):
        super().__init__()
        self.temporal = nn.Conv2d(1, f1, (1, 9), padding=(0, 4), bias=False)
        self.bn1 = nn.BatchNorm2d(f1)
        self.spatial = nn.Conv2d(f1, f1 * d, (n_chan, 1), groups=f1, bias=False)
        self.bn2 = nn.BatchNorm2d(f1 * d)
        self.pool = nn.AvgPool2d((1, 8))
        self.fc = nn.LazyLinear(n_class)

    def forward(self, x):
        x = self.bn1(self.temporal(x))
        x = nn.functional.elu(self.bn2(self.spatial(x)))
        return self.fc(self.pool(x).flatten(1))
