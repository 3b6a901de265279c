import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
z = torch.tensor([1.0], requires_grad=True)
y = x**2
loss = z.sum()
(seed,) = torch.autograd.grad(loss, y, allow_unused=True)
y.backward(gradient=seed)  # RuntimeError: grad can be implicitly created only for scalar outputs
