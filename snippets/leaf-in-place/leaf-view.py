import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
x[0] = 5.0  # RuntimeError: a view of a leaf Variable that requires grad is being used in an in-place operation.
