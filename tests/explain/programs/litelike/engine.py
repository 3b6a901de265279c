"""A very small Lightning-like loop."""
import torch


class Callback:
    def on_step_end(self, engine, outputs): ...
    def on_epoch_end(self, engine): ...


class LossLogger(Callback):
    def __init__(self, every=2):
        self.every, self.values = every, []

    def on_step_end(self, engine, outputs):
        self.values.append(float(outputs))
        if engine.global_step % self.every == 0:
            print(f"  step {engine.global_step}: {self.values[-1]:.4f}")

    def on_epoch_end(self, engine):
        print(f"epoch {engine.epoch} mean loss {sum(self.values) / len(self.values):.4f}")
        self.values.clear()


class Module(torch.nn.Module):
    def training_step(self, batch, batch_idx):
        raise NotImplementedError

    def configure_optimizers(self):
        raise NotImplementedError

    def manual_backward(self, loss):
        loss.backward()


class Engine:
    def __init__(self, max_epochs, callbacks=(), grad_clip=None):
        self.max_epochs, self.callbacks, self.grad_clip = max_epochs, list(callbacks), grad_clip
        self.global_step = 0

    def fit(self, module, loader):
        opt = module.configure_optimizers()
        module.train()
        for self.epoch in range(self.max_epochs):
            for i, batch in enumerate(loader):
                opt.zero_grad()
                out = module.training_step(batch, i)
                out.backward()
                if self.grad_clip:
                    torch.nn.utils.clip_grad_norm_(module.parameters(), self.grad_clip)
                opt.step()
                self.global_step += 1
                for cb in self.callbacks:
                    cb.on_step_end(self, out)
            for cb in self.callbacks:
                cb.on_epoch_end(self)
