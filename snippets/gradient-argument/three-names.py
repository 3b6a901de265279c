import torch

v = torch.tensor([1.0, 10.0, 100.0])

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
y.backward(gradient=v)
print(x.grad)

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
torch.autograd.backward(y, grad_tensors=v)
print(x.grad)

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
(grad,) = torch.autograd.grad(y, x, grad_outputs=v)
print(grad)
