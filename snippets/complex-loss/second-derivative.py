import torch

z = torch.tensor([0.0 + 0.0j, 2.0 + 1.0j], requires_grad=True)
loss = z.abs().square().sum()
(slope,) = torch.autograd.grad(loss, z, create_graph=True)
print(torch.autograd.grad(slope.real.sum(), z)[0])  # wrong
loss = (z.real.square() + z.imag.square()).sum()
(slope,) = torch.autograd.grad(loss, z, create_graph=True)
print(torch.autograd.grad(slope.real.sum(), z)[0])
