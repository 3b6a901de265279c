import logging
import sys

import torch
import torch.nn as nn

from hooks import FreezeHook, MeterHook
from model import Segmentor

logging.basicConfig(stream=sys.stdout, level=logging.INFO,
                    format="%(name)s - %(levelname)s - %(message)s")
logger = logging.getLogger("finetune")

# same layout as configs/finetune.yaml
CFG = {
    "model": {"num_classes": 3},
    "train": {
        "lr": 1e-3,
        "steps": 4,
        "ignore_index": 255,
        "freeze": "backbone, neck,",
    },
}


class Trainer:
    def __init__(self, cfg):
        t = cfg["train"]
        self.model = Segmentor(**cfg["model"])
        self.criterion = nn.CrossEntropyLoss(ignore_index=t["ignore_index"])
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=t["lr"])
        self.meter = MeterHook()
        self.hooks = [FreezeHook(t["freeze"]), self.meter]
        self.steps = t["steps"]

    def batch(self):
        mask = torch.randint(0, 3, (2, 16, 16))
        mask[:, :1] = 255
        return torch.randn(2, 3, 16, 16), mask

    def fit(self):
        for h in self.hooks:
            h.before_train(self.model)
        for step in range(self.steps):
            img, mask = self.batch()
            seg_loss = self.criterion(self.model(img), mask)
            self.optimizer.zero_grad()
            seg_loss.backward()
            self.optimizer.step()
            self.meter.update(seg_loss.item())
            logger.info("step %d loss %.4f", step, self.meter.avg)


if __name__ == "__main__":
    torch.manual_seed(0)
    Trainer(CFG).fit()
