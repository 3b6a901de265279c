import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
y.backward(grad_tensors=torch.ones_like(y))  # TypeError: Tensor.backward() got an unexpected keyword argument 'grad_tensors'
