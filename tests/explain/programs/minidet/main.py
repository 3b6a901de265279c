import torch
import torch.nn as nn
import torch.nn.functional as F

import config as cfg
from losses import build_loss


class FCOSHead(nn.Module):
    def __init__(self, num_classes, stride, loss_cls, loss_bbox, loss_ctr):
        super().__init__()
        self.num_classes = num_classes
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, stride, 1), nn.GroupNorm(4, 16), nn.ReLU())
        self.cls, self.reg, self.ctr = nn.Conv2d(16, num_classes, 1), nn.Conv2d(16, 4, 1), nn.Conv2d(16, 1, 1)
        self.loss_cls, self.loss_bbox, self.loss_ctr = map(build_loss, (loss_cls, loss_bbox, loss_ctr))

    def forward_train(self, img, labels, boxes):
        f = self.stem(img)
        flat = lambda m: m.permute(0, 2, 3, 1).flatten(0, 2)
        cls, reg, ctr = flat(self.cls(f)), F.softplus(flat(self.reg(f))), flat(self.ctr(f)).squeeze(-1)
        fg = labels < self.num_classes
        onehot = F.one_hot(labels, self.num_classes + 1)[:, :-1].float()
        losses = {"loss_cls": self.loss_cls(cls, onehot)}
        if fg.any():
            gt = boxes[fg]
            lr, tb = gt[:, [0, 2]], gt[:, [1, 3]]
            c = (lr.amin(1) / lr.amax(1) * tb.amin(1) / tb.amax(1)).sqrt()
            losses["loss_bbox"] = self.loss_bbox(reg[fg], gt)
            losses["loss_ctr"] = self.loss_ctr(ctr[fg], c)
        return losses


def parse_losses(losses):
    total = sum(v for k, v in losses.items() if k.startswith("loss"))
    log_vars = {k: v.detach().mean().item() for k, v in losses.items()}
    return total, log_vars


def main():
    torch.manual_seed(1)
    head = FCOSHead(**cfg.model)
    opt = torch.optim.AdamW(head.parameters(), **cfg.optimizer)
    n = cfg.runner["samples_per_gpu"] * 4 * 4
    for it in range(cfg.runner["max_iters"]):
        img = torch.randn(cfg.runner["samples_per_gpu"], 3, 32, 32)
        labels = torch.randint(0, cfg.model["num_classes"] + 1, (n,))
        boxes = torch.rand(n, 4) * 4 + 0.5
        total, log_vars = parse_losses(head.forward_train(img, labels, boxes))
        if it % cfg.runner["log_interval"] == 0:
            print(f"Iter [{it}] " + ", ".join(f"{k}: {v:.4f}" for k, v in log_vars.items()))
        opt.zero_grad()
        total.backward()
        opt.step()


if __name__ == "__main__":
    main()
