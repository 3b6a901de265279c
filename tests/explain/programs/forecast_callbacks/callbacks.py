class Callback:
    def on_after_backward(self, trainer, logs): ...
    def on_epoch_end(self, trainer, logs): ...


class GradNorm(Callback):
    def on_after_backward(self, trainer, logs):
        logs["grad_norm"] = sum(p.grad.norm() ** 2 for p in trainer.model.parameters()).sqrt().item()


class BestKeeper(Callback):
    """remembers the best value of a metric"""

    def __init__(self, monitor="val_loss"):
        self.monitor, self.best = monitor, float("inf")

    def on_after_backward(self, trainer, logs):
        self.best = min(self.best, logs[self.monitor])
