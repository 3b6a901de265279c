from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Callable

import torch


@dataclass
class State:
    epoch: int = 0
    step: int = 0
    metrics: dict = field(default_factory=dict)


class Callback:
    def on_epoch_begin(self, engine): pass
    def on_epoch_end(self, engine): pass


class EvalCallback(Callback):
    def __init__(self, loader, metric: Callable, every: int = 1):
        self.loader, self.metric, self.every = loader, metric, every

    def on_epoch_end(self, engine):
        if (engine.state.epoch + 1) % self.every:
            return
        engine.switch("eval")
        scores = [self.metric(engine.model(x), y).item() for x, y in self.loader]
        engine.state.metrics["val_mae"] = sum(scores) / len(scores)
        print(f"  eval: mae {engine.state.metrics['val_mae']:.4f}")


class Timer(Callback):
    def on_epoch_begin(self, engine):
        self.t0 = time.time()

    def on_epoch_end(self, engine):
        engine.state.metrics["time"] = time.time() - self.t0


class Engine:
    def __init__(self, model, criterion, optimizer, callbacks=()):
        self.model, self.criterion, self.optimizer = model, criterion, optimizer
        self.callbacks = list(callbacks)
        self.state = State()

    def switch(self, mode: str):
        if mode == "train":
            self.model.train()
        else:
            self.model.eval()
            torch.set_grad_enabled(False)

    def fire(self, event: str):
        for cb in self.callbacks:
            getattr(cb, event)(self)

    def train_epoch(self, loader):
        self.switch("train")
        running = 0.0
        for x, y in loader:
            pred = self.model(x)
            mse = self.criterion(pred, y)
            self.optimizer.zero_grad(set_to_none=True)
            mse.backward()
            self.optimizer.step()
            running += mse.item()
            self.state.step += 1
        return running / len(loader)

    def fit(self, loader, epochs: int):
        for self.state.epoch in range(epochs):
            self.fire("on_epoch_begin")
            avg = self.train_epoch(loader)
            print(f"epoch {self.state.epoch} train_loss {avg:.4f} step {self.state.step}")
            self.fire("on_epoch_end")
