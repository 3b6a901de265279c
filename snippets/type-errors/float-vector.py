import torch

losses = torch.tensor([1.0, 2.0, 3.0])
print(float(losses))  # ValueError: only one element tensors can be converted to Python scalars
