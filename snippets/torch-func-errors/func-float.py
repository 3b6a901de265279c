import torch

torch.func.grad(lambda x: x**2)(3.0)  # ValueError: Thing passed to transform API must be Tensor, got <class 'float'>
