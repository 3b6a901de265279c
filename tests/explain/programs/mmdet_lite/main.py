import torch
import torch.nn as nn

import config as cfg
from registry import LOSSES


class SingleStageHead(nn.Module):
    def __init__(self, in_channels, feat_channels, num_classes, bbox_head):
        super().__init__()
        self.num_classes = num_classes
        self.conv = nn.Sequential(nn.Linear(in_channels, feat_channels), nn.ReLU(inplace=True))
        self.cls_out = nn.Linear(feat_channels, num_classes + 1)
        self.reg_out = nn.Linear(feat_channels, 4)
        self.loss_cls = LOSSES.build(bbox_head["loss_cls"])
        self.loss_bbox = LOSSES.build(bbox_head["loss_bbox"])

    def forward_train(self, feats, gt_labels, gt_deltas):
        x = self.conv(feats)
        cls_score, bbox_pred = self.cls_out(x), self.reg_out(x)
        # 只对正样本算回归, 背景类 = num_classes
        pos = (gt_labels < self.num_classes).float().unsqueeze(-1)
        num_pos = pos.sum().clamp(min=1.0)
        return dict(
            loss_cls=self.loss_cls(cls_score.flatten(0, 1), gt_labels.flatten()),
            loss_bbox=self.loss_bbox(bbox_pred, gt_deltas, weight=pos, avg_factor=num_pos))


class Runner:
    def __init__(self, model, optimizer):
        self.model, self.optimizer = model, optimizer
        self.grad_clip = cfg.optimizer_config["grad_clip"]

    def parse_losses(self, losses):
        # 把所有名字里带 loss 的加起来
        return sum(v for k, v in losses.items() if "loss" in k)

    def train_step(self, it, batch):
        losses = self.model.forward_train(**batch)
        outputs = dict(loss=self.parse_losses(losses), num_samples=len(batch["feats"]))
        self.optimizer.zero_grad()
        outputs["loss"].backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), **self.grad_clip)
        self.optimizer.step()
        print(f"Iter [{it + 1}/{cfg.total_iters}] loss: {outputs['loss'].item():.4f}")


def fake_batch():
    b, n = cfg.data["samples_per_gpu"], cfg.data["num_anchors"]
    return dict(feats=torch.randn(b, n, cfg.model["in_channels"]),
                gt_labels=torch.randint(0, cfg.num_classes + 1, (b, n)),
                gt_deltas=torch.randn(b, n, 4) * 0.1)


if __name__ == "__main__":
    torch.manual_seed(42)
    model = SingleStageHead(**cfg.model)
    runner = Runner(model, torch.optim.SGD(model.parameters(), **cfg.optimizer))
    print("Start running, work_dir: ./work_dirs/tiny")
    for i in range(cfg.total_iters):
        runner.train_step(i, fake_batch())
