import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
z = torch.tensor([3.0, 4.0], requires_grad=True)
fit = x.square().sum()
penalty = z.square().sum()
y = fit
print(torch.autograd.grad(y, (x, z), materialize_grads=True))
