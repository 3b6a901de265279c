from dataclasses import dataclass


@dataclass
class DPOArguments:
    vocab: int = 40
    d_model: int = 32
    beta: float = 0.1
    label_smoothing: float = 0.0
    rpo_alpha: float = 0.2      # weight of the SFT term on the chosen answers, 0 = plain DPO
    learning_rate: float = 5e-4
    max_steps: int = 6
    per_device_batch: int = 3
    seed: int = 42
