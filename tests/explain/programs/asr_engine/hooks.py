from typing import Protocol

import torch
from torch import nn


class Hook(Protocol):
    def after_backward(self, engine) -> None: ...


class ClipGrad:
    """Clips and refuses to step on non-finite gradients."""

    def __init__(self, max_norm: float, strict: bool = True) -> None:
        self.max_norm, self.strict = max_norm, strict

    def after_backward(self, engine) -> None:
        engine.grad_norm = nn.utils.clip_grad_norm_(
            engine.model.parameters(), self.max_norm, error_if_nonfinite=self.strict)


class PrintLoss:
    def __init__(self, every: int = 1) -> None:
        self.every = every

    def after_backward(self, engine) -> None:
        if engine.step % self.every == 0:
            print(f"step {engine.step} ctc {engine.loss.item():.3f}", flush=True)


HOOKS = {"clip": ClipGrad, "print": PrintLoss}


def build_hooks(specs):
    return [HOOKS[s["kind"]](**{k: v for k, v in s.items() if k != "kind"}) for s in specs]
