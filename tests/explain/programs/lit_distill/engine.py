"""A very small clone of the Lightning loop."""
import time


class Callback:
    def on_batch_end(self, trainer, module, logs): ...
    def on_epoch_end(self, trainer, module): ...


class Trainer:
    def __init__(self, max_epochs=1, callbacks=(), accumulate=1):
        self.max_epochs = max_epochs
        self.callbacks = list(callbacks)
        self.accumulate = accumulate
        self.current_epoch = 0

    def _call(self, hook, *args):
        for cb in self.callbacks:
            getattr(cb, hook)(self, *args)

    def fit(self, module, loader):
        optimizer = module.configure_optimizers()
        for self.current_epoch in range(self.max_epochs):
            module.train()
            tic = time.time()
            for i, batch in enumerate(loader):
                step_out = module.training_step(batch, i)
                loss = step_out["loss"] if isinstance(step_out, dict) else step_out
                (loss / self.accumulate).backward()
                if (i + 1) % self.accumulate == 0:
                    optimizer.step()
                    optimizer.zero_grad()
                self._call("on_batch_end", module, step_out)
            self._call("on_epoch_end", module)
        return time.time() - tic
