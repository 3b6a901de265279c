import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
z = torch.tensor([1.0], requires_grad=True)
y = x**2
loss = y.sum() + z.sum()
(seed,) = torch.autograd.grad(loss, y)
y.backward(gradient=seed)
print(x.grad)
