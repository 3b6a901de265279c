"""A made-up citation graph in the format of our group's loader."""
import torch

CLASSES = ["theory", "systems", "vision", "language"]


class CitationGraph:
    def __init__(self, n=40, d=12, p=0.1, seed=5):
        g = torch.Generator().manual_seed(seed)
        self.x = torch.randn(n, d, generator=g)
        a = (torch.rand(n, n, generator=g) < p).float()
        a = ((a + a.t()) > 0).float()
        a.fill_diagonal_(1)
        self.deg = a.sum(1)
        self.adj = a / self.deg[:, None]
        # the labels in the file count from 1
        self.y = torch.randint(1, len(CLASSES) + 1, (n,), generator=g)
        order = torch.randperm(n, generator=g)
        self.train_idx, self.test_idx = order[: n // 2], order[n // 2:]

    @property
    def num_features(self):
        return self.x.shape[1]

    @property
    def num_classes(self):
        return len(CLASSES)
