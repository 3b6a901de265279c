import torch

error = torch.tensor([1.0 + 0.0j, 0.0 + 1.0j])
print(error.square().mean().abs())  # wrong
print(error.abs().square().mean())
