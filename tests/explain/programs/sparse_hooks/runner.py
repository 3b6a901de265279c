import torch
import torch.nn.functional as F

from hooks import HOOKS


class IterRunner:
    def __init__(self, model, optimizer, hook_cfgs):
        self.model, self.optimizer = model, optimizer
        self.hooks, self.iter, self.outputs = [], 0, {}
        for cfg in hook_cfgs:
            cfg = dict(cfg)
            self.hooks.append(HOOKS[cfg.pop("type")](**cfg))

    def call_hook(self, name):
        for h in self.hooks:
            getattr(h, name)(self)

    def forward(self, img, label):
        logits = self.model(img)
        self.outputs = {
            "loss": F.cross_entropy(logits, label),
            "acc": (logits.argmax(1) == label).float().mean().item(),
        }

    def run(self, loader, max_iters):
        self.call_hook("before_run")
        while self.iter < max_iters:
            for img, label in loader:
                if self.iter >= max_iters:
                    break
                self.forward(img, label)
                self.call_hook("after_forward")
                self.call_hook("after_iter")
                self.iter += 1
