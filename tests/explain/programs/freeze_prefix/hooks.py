import logging

logger = logging.getLogger("finetune")


class FreezeHook:
    """Freeze every parameter whose name starts with one of the given prefixes.

    Args:
        freeze: comma separated prefixes, e.g. ``"backbone.stem,backbone.layer1"``
    """

    def __init__(self, freeze=""):
        self.prefixes = tuple(s.strip() for s in freeze.split(","))

    def before_train(self, model):
        n = 0
        for name, p in model.named_parameters():
            if name.startswith(self.prefixes):
                p.requires_grad = False
                n += 1
        logger.info("FreezeHook: froze %d tensors", n)


class MeterHook:
    def __init__(self):
        self.total, self.count = 0.0, 0

    def before_train(self, model):
        self.total, self.count = 0.0, 0

    def update(self, value):
        self.total += value
        self.count += 1

    @property
    def avg(self):
        return self.total / max(self.count, 1)
