"""Per-task criteria; picked by name from the command line."""
import torch
import torch.nn.functional as F

CRITERIA = {
    "mse": lambda pred, y: (pred - y).pow(2).mean(-1),
    "huber": lambda pred, y: F.smooth_l1_loss(pred, y),
    "logcosh": lambda pred, y: torch.log(torch.cosh(pred - y)).mean(),
}


def get_criterion(name):
    try:
        return CRITERIA[name]
    except KeyError:
        raise SystemExit(f"unknown criterion {name!r}, choose from {sorted(CRITERIA)}")
