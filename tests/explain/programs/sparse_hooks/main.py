import torch
import torch.nn as nn

from runner import IterRunner

hooks = [
    {"type": "GroupSparsityHook", "pattern": r"features\.\d+\.weight", "coef": 5e-3},
    {"type": "OptimizerHook", "grad_clip": 10.0},
    {"type": "LoggerHook", "interval": 2},
]


class SmallNet(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, width, 3, padding=1), nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1), nn.ReLU(),
            nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.fc = nn.Linear(width, 4)

    def forward(self, x):
        return self.fc(self.features(x))


if __name__ == "__main__":
    torch.manual_seed(0)
    net = SmallNet()
    data = [(torch.randn(4, 3, 8, 8), torch.randint(0, 4, (4,))) for _ in range(3)]
    opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    IterRunner(net, opt, hooks).run(data, max_iters=8)
