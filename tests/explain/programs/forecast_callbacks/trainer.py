import torch


class Trainer:
    def __init__(self, model, loss_fn, callbacks=(), lr=1e-2, max_epochs=2):
        self.model, self.loss_fn, self.callbacks, self.max_epochs = model, loss_fn, list(callbacks), max_epochs
        self.opt = torch.optim.Adam(model.parameters(), lr=lr)

    def _call(self, hook, logs):
        for cb in self.callbacks:
            getattr(cb, hook)(self, logs)

    def fit(self, loader):
        for epoch in range(self.max_epochs):
            logs = {"epoch": epoch}
            for x, y in loader:
                self.opt.zero_grad()
                per_series = self.loss_fn(self.model(x), y)
                loss = per_series.mean()
                logs["train_loss"] = loss.item()
                loss.backward()
                self._call("on_after_backward", logs)
                self.opt.step()
            self._call("on_epoch_end", logs)
            print(logs)
