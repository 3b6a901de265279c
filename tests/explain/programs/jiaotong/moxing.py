import torch
import torch.nn as nn

from tu import 自适应图


class 时空块(nn.Module):
    def __init__(self, 节点数, 通道, 阶=2):
        super().__init__()
        self.图 = 自适应图(节点数)
        self.阶 = 阶
        self.线性 = nn.Linear(通道 * (阶 + 1), 通道)
        self.gru = nn.GRUCell(通道, 通道)

    def forward(self, x, h):
        b, n, c = x.shape
        z = torch.relu(self.线性(self.图(x, self.阶)))
        return self.gru(z.reshape(b * n, c), h)


class 流量预测(nn.Module):
    def __init__(self, 节点数, 输入维=1, 通道=8, 预测步=3):
        super().__init__()
        self.升维 = nn.Linear(输入维, 通道)
        self.块 = 时空块(节点数, 通道)
        self.输出 = nn.Linear(通道, 预测步)
        self.通道 = 通道

    def forward(self, 序列):
        b, t, n, _ = 序列.shape
        h = 序列.new_zeros(b * n, self.通道)
        for k in range(t):
            h = self.块(self.升维(序列[:, k]), h)
        return self.输出(h).view(b, n, -1)
