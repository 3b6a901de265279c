import torch
import torch.nn as nn
from torch.distributions import Categorical
from torch.utils.data import DataLoader, TensorDataset


class Callback:
    def on_epoch_start(self, trainer): ...
    def after_loss(self, trainer, loss, logits, y): return loss
    def on_epoch_end(self, trainer): ...


class Printer(Callback):
    def on_epoch_end(self, trainer):
        print(f"epoch {trainer.epoch}: loss={trainer.avg:.4f} lr={trainer.opt.param_groups[0]['lr']:.2e}")


class ConfidencePenalty(Callback):
    """Pereyra et al. 2017: punish over-confident output distributions."""

    def __init__(self, strength=0.1, start_epoch=0):
        self.strength = strength
        self.start_epoch = start_epoch

    def after_loss(self, trainer, loss, logits, y):
        if trainer.epoch < self.start_epoch:
            return loss
        return loss - self.strength * Categorical(logits=logits).entropy()


class WarmupLR(Callback):
    def __init__(self, warm): self.warm = warm
    def on_epoch_start(self, trainer):
        for g in trainer.opt.param_groups:
            g["lr"] = trainer.lr * min(1.0, (trainer.epoch + 1) / self.warm)


class BowClassifier(nn.Module):
    def __init__(self, vocab, dim, n_class):
        super().__init__()
        self.bag = nn.EmbeddingBag(vocab, dim, mode="mean")
        self.fc = nn.Sequential(nn.Dropout(0.2), nn.Linear(dim, n_class))

    def forward(self, tokens):
        return self.fc(self.bag(tokens))


class Trainer:
    def __init__(self, model, lr=1e-2, callbacks=()):
        self.model, self.lr = model, lr
        self.opt = torch.optim.AdamW(model.parameters(), lr=lr)
        self.crit = nn.CrossEntropyLoss(label_smoothing=0.05)
        self.callbacks = list(callbacks)
        self.epoch, self.avg = 0, float("nan")

    def _call(self, name):
        for cb in self.callbacks:
            getattr(cb, name)(self)

    def step(self, x, y):
        logits = self.model(x)
        loss = self.crit(logits, y)
        for cb in self.callbacks:
            loss = cb.after_loss(self, loss, logits, y)
        self.opt.zero_grad(set_to_none=True)
        loss.backward()
        self.opt.step()
        return loss.detach()

    def fit(self, loader, epochs):
        for self.epoch in range(epochs):
            self._call("on_epoch_start")
            losses = [self.step(x, y).item() for x, y in loader]
            self.avg = sum(losses) / len(losses)
            self._call("on_epoch_end")


if __name__ == "__main__":
    torch.manual_seed(99)
    ds = TensorDataset(torch.randint(0, 200, (48, 12)), torch.randint(0, 4, (48,)))
    loader = DataLoader(ds, batch_size=12, shuffle=True)
    trainer = Trainer(BowClassifier(200, 16, 4),
                      callbacks=[WarmupLR(2), ConfidencePenalty(0.1, start_epoch=1), Printer()])
    trainer.fit(loader, epochs=3)
