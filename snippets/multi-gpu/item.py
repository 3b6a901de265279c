import torch

losses = torch.tensor([2.5, 12.5])
correct = torch.tensor([1.0, 2.0])
anchors = torch.tensor([9, 9])
print(losses.shape)
print(losses.item())  # RuntimeError: a Tensor with 2 elements cannot be converted to Scalar
