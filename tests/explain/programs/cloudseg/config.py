from dataclasses import dataclass


@dataclass
class SegConfig:
    seed: int = 3407
    epochs: int = 3
    batch_size: int = 4
    img_size: int = 16
    in_bands: int = 4          # R, G, B, NIR
    width: int = 8
    lr: float = 3e-3
    focal_weight: float = 0.6
    gamma: float = 2.0
