import logging
import random
import sys

import numpy as np
import torch

from model import JointEncoder, intent_loss, slot_loss

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s - %(message)s")
logger = logging.getLogger(__name__)


def set_seed(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


class Trainer:
    criteria = {"intent": intent_loss, "slot": slot_loss}

    def __init__(self, cfg, model):
        self.cfg = cfg
        self.model = model
        no_decay = ["bias", "norm"]
        groups = [
            {"params": [p for n, p in model.named_parameters() if not any(nd in n for nd in no_decay)],
             "weight_decay": cfg["weight_decay"]},
            {"params": [p for n, p in model.named_parameters() if any(nd in n for nd in no_decay)],
             "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, lr=cfg["lr"])
        self.coef = {"intent": 1.0, "slot": cfg["slot_loss_coef"]}

    def batches(self, n):
        c = self.cfg
        for _ in range(n):
            ids = torch.randint(1, c["vocab"], (c["bs"], c["max_len"]))
            lens = torch.randint(4, c["max_len"] + 1, (c["bs"],))
            ids[torch.arange(c["max_len"])[None] >= lens[:, None]] = 0
            yield {
                "input_ids": ids,
                "intent": torch.randint(0, c["n_intents"], (c["bs"],)),
                "slots": torch.randint(0, c["n_slots"], ids.shape),
            }

    def train(self):
        logger.info("***** Running training *****")
        logger.info("  Slot loss coef = %.2f", self.coef["slot"])
        self.model.train()
        global_step = 0
        for epoch in range(self.cfg["epochs"]):
            for batch in self.batches(3):
                out = self.model(batch["input_ids"])
                losses = {task: fn(out, batch) for task, fn in self.criteria.items()}
                total_loss = sum(self.coef[t] * l for t, l in losses.items())
                total_loss.backward()
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                self.optimizer.step()
                self.optimizer.zero_grad()
                global_step += 1
            logger.info("epoch %d  step %d  loss %.4f", epoch, global_step, total_loss.item())


if __name__ == "__main__":
    set_seed(1234)
    cfg = dict(vocab=60, n_intents=5, n_slots=9, bs=4, max_len=10, epochs=2,
               lr=5e-4, weight_decay=0.01, slot_loss_coef=0.5)
    Trainer(cfg, JointEncoder(cfg["vocab"], cfg["n_intents"], cfg["n_slots"])).train()
