from dataclasses import dataclass, field
from typing import Tuple


@dataclass
class Config:
    num_classes: int = 5
    width: int = 8
    image_size: int = 16
    batch_size: int = 8
    epochs: int = 2
    lr: float = 3e-3
    weight_decay: float = 1e-4
    # only parameters whose name starts with one of these are fine-tuned
    trainable: Tuple[str, ...] = ("fc.", "norm_fc.")
    seed: int = 7
    tags: list = field(default_factory=lambda: ["finetune", "small"])
