import torch

losses = torch.tensor([1.0, 2.0, 3.0])
if losses > 2:  # RuntimeError: Boolean value of Tensor with more than one value is ambiguous
    print("large")
