import torch
import torch.nn as nn

from registry import HEADS, LOSSES


@HEADS.register("anchor_free")
class AnchorFreeHead(nn.Module):
    def __init__(self, in_ch: int, num_classes: int, loss_cls: dict, loss_bbox: dict) -> None:
        super().__init__()
        self.cls = nn.Linear(in_ch, num_classes)
        self.reg = nn.Linear(in_ch, 4)
        self.loss_cls = LOSSES.build(loss_cls)
        self.loss_bbox = LOSSES.build(loss_bbox)

    def forward(self, feats):
        wh = self.reg(feats).exp()
        return self.cls(feats), torch.cat([-wh[:, :2], wh[:, 2:]], dim=1)

    def loss(self, feats, labels, boxes):
        logits, pred = self(feats)
        pos = labels.sum(1) > 0
        n_pos = int(pos.sum())
        return {
            "loss_cls": self.loss_cls(logits, labels, avg_factor=n_pos),
            "loss_bbox": self.loss_bbox(pred[pos], boxes[pos], avg_factor=n_pos),
            "n_pos": n_pos,
        }
