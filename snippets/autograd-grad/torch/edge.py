# pip install torch==2.13.0
import torch
from torch.autograd.graph import get_gradient_edge

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
edge = get_gradient_edge(y)
del y
(grad,) = torch.autograd.grad(edge, x, grad_outputs=torch.ones(3))
print(grad)
