import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2

received = y.detach().requires_grad_()
loss = (received - 5).abs().sum()
(upstream,) = torch.autograd.grad(loss, received)
print(upstream)

y.backward(gradient=upstream)
print(x.grad)
