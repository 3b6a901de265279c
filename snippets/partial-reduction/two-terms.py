import torch

pixels = torch.ones(2, 2, 8, 8)
kl = torch.tensor([[0.0, 10.0], [20.0, 0.0]])
print(pixels.mean(dim=(2, 3)) + kl.sum(dim=1))  # wrong
per_example = pixels.flatten(1).mean(1) + kl.sum(dim=1)
print(per_example)
