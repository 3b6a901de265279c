from typing import Any, Callable, Dict


class Registry:
    def __init__(self, name: str) -> None:
        self.name = name
        self._items: Dict[str, Callable[..., Any]] = {}

    def register(self, key: str = None):
        def deco(cls):
            k = key or cls.__name__
            if k in self._items:
                raise KeyError(f"{k} is already registered in {self.name}")
            self._items[k] = cls
            return cls
        return deco

    def build(self, cfg: Dict[str, Any], **extra):
        cfg = dict(cfg)
        kind = cfg.pop("type")
        return self._items[kind](**cfg, **extra)


LOSSES = Registry("losses")
HEADS = Registry("heads")
