import torch
from torch import nn


class CTCLoss(nn.Module):
    """CTC with optional focal weighting (see ACE / focal-CTC papers)."""

    def __init__(self, blank=0, use_focal_loss=False, gamma=1.0, **kwargs):
        super().__init__()
        self.loss_func = nn.CTCLoss(blank=blank, reduction="none", zero_infinity=True)
        self.use_focal_loss = use_focal_loss
        self.gamma = gamma

    def forward(self, logits, batch):
        log_probs = logits.log_softmax(2).permute(1, 0, 2)          # T N C
        T, N, _ = log_probs.shape
        in_len = torch.full((N,), T, dtype=torch.long)
        loss = self.loss_func(log_probs, batch["label"], in_len, batch["length"])
        if self.use_focal_loss:
            p = torch.exp(-loss)
            loss = ((1 - p) ** self.gamma * loss).mean()
        return {"loss": loss}


def build_criterion(config):
    name = config.pop("name")
    assert name in ("CTCLoss",), name
    return CTCLoss(**config)
