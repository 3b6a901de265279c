import torch
import torch.nn as nn


class Trainer:
    def __init__(self, model, optimizer, callbacks=()):
        self.model = model
        self.optimizer = optimizer
        self.criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
        self.callbacks = list(callbacks)

    def _call(self, hook, *args):
        for cb in self.callbacks:
            getattr(cb, hook)(self, *args)

    def _step(self, x, y):
        out = self.model(x)
        loss = self.criterion(out, y)
        for cb in self.callbacks:
            loss = cb.on_loss(self, loss)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item(), (out.argmax(1) == y).float().mean().item()

    def fit(self, loader, epochs):
        self._call('on_train_begin')
        for epoch in range(epochs):
            self.model.train()
            stats = [self._step(x, y) for x, y in loader]
            n = len(stats)
            logs = {'loss': sum(s[0] for s in stats) / n, 'acc': sum(s[1] for s in stats) / n}
            self._call('on_epoch_end', epoch, logs)
        return self
