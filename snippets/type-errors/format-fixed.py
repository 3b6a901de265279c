import torch

score = torch.tensor([1.25])
print(f"{score.sum():.2f}")
print(f"{score.item():.2f}")
