import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x.square()
y.backward([1.0, 1.0, 1.0])  # TypeError: gradients can be either Tensors or None, but got float
