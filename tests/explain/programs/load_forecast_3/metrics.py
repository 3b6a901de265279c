import torch
from torch import Tensor, nn


class Metric(nn.Module):
    """Base class for everything that compares a forecast with the truth."""

    def __init__(self, reduction: str = "mean"):
        super().__init__()
        self.reduction = reduction

    def loss(self, y_pred: Tensor, y: Tensor) -> Tensor:
        raise NotImplementedError

    def reduce_loss(self, losses: Tensor) -> Tensor:
        if self.reduction == "mean":
            losses = losses.mean()
        elif self.reduction == "sum":
            losses = losses.sum()
        return losses

    def forward(self, y_pred: Tensor, y: Tensor) -> Tensor:
        return self.reduce_loss(self.loss(y_pred, y))


class MAE(Metric):
    def loss(self, y_pred, y):
        return (y_pred[..., y_pred.size(-1) // 2] - y).abs()


class QuantileLoss(Metric):
    """Pinball loss, summed over quantiles."""

    def __init__(self, quantiles, **kwargs):
        super().__init__(**kwargs)
        self.register_buffer("q", torch.tensor(quantiles))

    def loss(self, y_pred, y):
        err = y.unsqueeze(-1) - y_pred
        return torch.maximum((self.q - 1) * err, self.q * err).sum(-1)


def build_loss(name, **kwargs):
    return {"quantile": QuantileLoss, "mae": MAE}[name](**kwargs)
