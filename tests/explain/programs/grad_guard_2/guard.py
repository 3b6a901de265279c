import functools


class GradientExploded(RuntimeError):
    pass


class GradGuard:
    """Registers a hook on every parameter and stops the run when a gradient is too large."""

    def __init__(self, model, limit=10.0):
        self.limit = limit
        self.handles = [
            p.register_hook(functools.partial(self.check, name))
            for name, p in model.named_parameters() if p.requires_grad
        ]

    def check(self, name, grad):
        norm = grad.norm().item()
        if norm > self.limit:
            raise GradientExploded(f"grad norm of {name} is {norm:.2f} > {self.limit}")
        return grad

    def remove(self):
        for h in self.handles:
            h.remove()
