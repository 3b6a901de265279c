import torch

losses = torch.tensor([1.0, 2.0, 3.0])
print(losses.item())  # RuntimeError: a Tensor with 3 elements cannot be converted to Scalar
