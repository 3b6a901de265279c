import argparse
import logging
import sys

import torch

import configs
import heads  # noqa: F401  (registers)
import losses  # noqa: F401
from registry import HEADS

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(name)s | %(message)s")
log = logging.getLogger("detkit")


def parse_losses(out):
    terms = {k: v for k, v in out.items() if k.startswith("loss")}
    return sum(terms.values()), terms


class Runner:
    def __init__(self, cfg):
        self.cfg = cfg
        torch.manual_seed(cfg["seed"])
        self.head = HEADS.build(cfg["head"])
        self.optim = torch.optim.SGD(self.head.parameters(), lr=cfg["lr"], momentum=0.9)

    def batch(self, n=20):
        feats = torch.randn(n, self.cfg["head"]["in_ch"])
        labels = torch.zeros(n, self.cfg["head"]["num_classes"])
        labels[: n // 4, 0] = 1.0
        boxes = torch.cat([-torch.rand(n, 2) - 0.5, torch.rand(n, 2) + 0.5], 1)
        return feats, labels, boxes

    def run(self):
        for step in range(self.cfg["steps"]):
            out = self.head.loss(*self.batch())
            total, terms = parse_losses(out)
            self.optim.zero_grad()
            total.backward()
            self.optim.step()
            log.info("step %d n_pos %d %s", step, out["n_pos"],
                     {k: round(v.item(), 4) for k, v in terms.items()})


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--preset", default="nano", choices=["base", "analysis", "nano"])
    args = ap.parse_args()
    log.info("preset %s", args.preset)
    Runner(getattr(configs, args.preset)).run()
