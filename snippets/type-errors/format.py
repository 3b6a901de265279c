import torch

score = torch.tensor([1.25])
print(f"{score.sum():.2f}")
print(f"{score:.2f}")  # TypeError: unsupported format string passed to Tensor.__format__
