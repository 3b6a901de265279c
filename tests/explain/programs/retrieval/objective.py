import torch
import torch.nn.functional as F


class InBatchNegatives:
    """Symmetric InfoNCE for a bi-encoder with shared weights."""

    def __init__(self, encoder, temperature: float = 0.05):
        self.encoder = encoder
        self.t = temperature

    def __call__(self, queries, passages):
        q, p = map(self.encoder.encode, (queries, passages))
        sim = q @ p.T / self.t
        gold = torch.arange(len(sim))
        acc = (sim.argmax(1) == gold).float().mean()
        nce = (F.cross_entropy(sim, gold) + F.cross_entropy(sim.T, gold)) / 2
        return nce, {"in_batch_acc": acc.item()}
