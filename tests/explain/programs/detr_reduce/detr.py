import torch
import torch.nn as nn
import torch.nn.functional as F


class MiniDETR(nn.Module):
    def __init__(self, num_classes=3, num_queries=4, dim=16):
        super().__init__()
        self.query_embed = nn.Embedding(num_queries, dim)
        self.attn = nn.MultiheadAttention(dim, 2, batch_first=True)
        self.class_embed = nn.Linear(dim, num_classes + 1)
        self.bbox_embed = nn.Linear(dim, 4)

    def forward(self, memory):
        q = self.query_embed.weight.unsqueeze(0).expand(memory.size(0), -1, -1)
        hs, _ = self.attn(q, memory, memory)
        return {"pred_logits": self.class_embed(hs), "pred_boxes": self.bbox_embed(hs).sigmoid()}


class SetCriterion(nn.Module):
    """The matcher is left out: query i is matched to target i."""

    def __init__(self, num_classes, weight_dict, eos_coef=0.1):
        super().__init__()
        self.weight_dict = weight_dict
        w = torch.ones(num_classes + 1)
        w[-1] = eos_coef
        self.register_buffer("empty_weight", w)

    def loss_labels(self, out, tgt):
        return {"loss_ce": F.cross_entropy(out["pred_logits"].transpose(1, 2), tgt["labels"], self.empty_weight)}

    def loss_boxes(self, out, tgt):
        src, dst = out["pred_boxes"], tgt["boxes"]
        return {"loss_bbox": F.l1_loss(src, dst, reduction="none").sum(-1).mean(),
                "loss_wh": (src[..., 2:].log() - dst[..., 2:].log()).pow(2).mean()}

    @torch.no_grad()
    def loss_cardinality(self, out, tgt):
        n = (out["pred_logits"].argmax(-1) != out["pred_logits"].shape[-1] - 1).sum(1).float()
        return {"cardinality_error": (n - tgt["labels"].size(1)).abs().mean()}

    def forward(self, out, tgt):
        losses = {}
        for fn in (self.loss_labels, self.loss_boxes, self.loss_cardinality):
            losses.update(fn(out, tgt))
        return losses
