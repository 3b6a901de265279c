import math
import sys

import torch

from detr import MiniDETR, SetCriterion
from misc import MetricLogger, reduce_dict

WEIGHTS = {"loss_ce": 1, "loss_bbox": 5, "loss_wh": 2}


def train_one_epoch(model, criterion, data_loader, optimizer, epoch, max_norm=0.1):
    model.train()
    criterion.train()
    metric_logger = MetricLogger()
    for samples, targets in metric_logger.log_every(data_loader, 2, f"Epoch: [{epoch}]"):
        outputs = model(samples)
        loss_dict = criterion(outputs, targets)
        weight_dict = criterion.weight_dict

        # reduce losses over all GPUs for logging purposes
        loss_dict = reduce_dict(loss_dict)
        losses = sum(loss_dict[k] * weight_dict[k] for k in loss_dict if k in weight_dict)
        if not math.isfinite(losses):
            print(f"Loss is {losses}, stopping training", loss_dict)
            sys.exit(1)

        optimizer.zero_grad()
        losses.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        optimizer.step()
        metric_logger.update(loss=float(losses), card=float(loss_dict["cardinality_error"]))


def build(num_classes=3):
    model = MiniDETR(num_classes)
    criterion = SetCriterion(num_classes, WEIGHTS)
    return model, criterion


def main():
    torch.manual_seed(5)
    model, criterion = build()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1e-4)
    data = []
    for _ in range(4):
        boxes = torch.rand(2, 4, 4) * 0.8 + 0.1
        data.append((torch.randn(2, 9, 16), {"labels": torch.randint(0, 4, (2, 4)), "boxes": boxes}))
    for epoch in range(2):
        train_one_epoch(model, criterion, data, optimizer, epoch)
    print("Training done")


if __name__ == "__main__":
    main()
