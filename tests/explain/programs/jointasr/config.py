from dataclasses import dataclass, field
from typing import List


@dataclass
class ModelCfg:
    n_mels: int = 20
    hidden: int = 16
    vocab: int = 12          # 0 = blank, 1 = sos/eos


@dataclass
class LossCfg:
    ctc_weight: float = 0.3
    ctc_reduction: str = "none"
    label_smoothing: float = 0.1


@dataclass
class Cfg:
    model: ModelCfg = field(default_factory=ModelCfg)
    loss: LossCfg = field(default_factory=LossCfg)
    frames: List[int] = field(default_factory=lambda: [30, 28, 25, 22])
    tokens: List[int] = field(default_factory=lambda: [6, 6, 5, 4])
    lr: float = 1e-3
    steps: int = 6
    seed: int = 1234
