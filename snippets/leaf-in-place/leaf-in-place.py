import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
x -= 0.1  # RuntimeError: a leaf Variable that requires grad is being used in an in-place operation.
