import torch.nn as nn
import torch.nn.functional as F


class SharedNet(nn.Module):
    def __init__(self, width, n_scene):
        super().__init__()
        self.trunk = nn.Sequential(
            nn.Conv2d(3, width, 3, padding=1), nn.ELU(),
            nn.Conv2d(width, width, 3, padding=1), nn.ELU(),
        )
        self.scene = nn.Linear(width, n_scene)
        self.depth = nn.Conv2d(width, 1, 1)
        self.edges = nn.Conv2d(width, 1, 1)

    def forward(self, x):
        z = self.trunk(x)
        return {
            "scene": self.scene(z.mean((2, 3))),
            "depth": F.softplus(self.depth(z)),
            "edges": self.edges(z),
        }
