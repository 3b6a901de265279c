from collections import defaultdict

import torch


class SmoothedValue:
    def __init__(self):
        self.sum, self.n = 0.0, 0

    def add(self, v):
        self.sum += v
        self.n += 1

    @property
    def avg(self):
        return self.sum / max(self.n, 1)


class MetricLogger:
    def __init__(self):
        self.meters = defaultdict(SmoothedValue)

    def update(self, **kwargs):
        for name, val in kwargs.items():
            if torch.is_tensor(val):
                val = val.item()
            self.meters[name].add(val)

    def __str__(self):
        return "  ".join(f"{k}: {m.avg:.4f}" for k, m in self.meters.items())


def train_one_epoch(model, criterion, optimizer, loader, epoch):
    model.train()
    logger = MetricLogger()
    for image, mask in loader:
        losses = criterion(model(image), mask)
        optimizer.zero_grad()
        losses["loss"].backward()
        optimizer.step()
        logger.update(lr=optimizer.param_groups[0]["lr"], **losses)
    print(f"Epoch [{epoch}]  {logger}")
    return logger
