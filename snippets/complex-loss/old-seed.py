import torch

z = torch.tensor([3.0 + 2.0j, 2.0 + 4.0j], requires_grad=True)
target = torch.tensor([1.0 + 1.0j, 1.0 + 1.0j])
loss = (z - target).square().mean()
(by_seed,) = torch.autograd.grad(loss, z, torch.ones_like(loss), retain_graph=True)
(by_real,) = torch.autograd.grad(loss.real, z, retain_graph=True)
print(torch.equal(by_seed, by_real))
