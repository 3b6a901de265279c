import re

import torch

HOOKS = {}


def hook(cls):
    HOOKS[cls.__name__] = cls
    return cls


class Hook:
    def before_run(self, runner): ...
    def after_forward(self, runner): ...
    def after_iter(self, runner): ...


@hook
class GroupSparsityHook(Hook):
    """Group lasso on rows of the layers whose name matches ``pattern`` (channel pruning)."""

    def __init__(self, pattern, coef=1e-3):
        self.pattern = re.compile(pattern)
        self.coef = coef

    def before_run(self, runner):
        self.weights = [p for n, p in runner.model.named_parameters() if self.pattern.search(n)]
        print(f"GroupSparsityHook: {len(self.weights)} tensors selected")

    def penalty(self):
        out = 0.0
        for w in self.weights:
            rows = w.flatten(1)
            out = out + rows.pow(2).sum(dim=1).add(1e-12).sqrt()
        return out

    def after_forward(self, runner):
        runner.outputs["loss_sparse"] = self.coef * self.penalty()
        runner.outputs["loss"] = runner.outputs["loss"] + runner.outputs["loss_sparse"]


@hook
class OptimizerHook(Hook):
    def __init__(self, grad_clip=None):
        self.grad_clip = grad_clip

    def after_iter(self, runner):
        runner.optimizer.zero_grad()
        runner.outputs["loss"].backward()
        if self.grad_clip:
            torch.nn.utils.clip_grad_norm_(runner.model.parameters(), self.grad_clip)
        runner.optimizer.step()


@hook
class LoggerHook(Hook):
    def __init__(self, interval=2):
        self.interval = interval

    def after_iter(self, runner):
        if runner.iter % self.interval == 0:
            print(f"iter {runner.iter:3d}  acc {runner.outputs['acc']:.3f}  lr {runner.optimizer.param_groups[0]['lr']}")
