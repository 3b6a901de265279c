import torch

losses = torch.tensor([1.0, 2.0, 3.0, 4.0])
print(losses.mean(dim=tuple(range(1, losses.dim()))))
print(losses.unsqueeze(-1).flatten(1).mean(1))
print(losses.flatten(1).mean(1))  # IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 1)
