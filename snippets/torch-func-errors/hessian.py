import torch

x = torch.tensor([1.0, 2.0, 3.0])
torch.autograd.functional.hessian(lambda x: x**3, x)  # RuntimeError: The Tensor returned by the function given to hessian should contain a single element
