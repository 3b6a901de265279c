import torch
from torch.utils.checkpoint import checkpoint

torch.manual_seed(0)
frozen = torch.nn.Linear(2, 2).requires_grad_(False)
adapter = torch.nn.Linear(2, 2)
block = torch.nn.Sequential(adapter, frozen)
x = torch.ones(3, 2, requires_grad=True)
y = checkpoint(block, x, use_reentrant=False)
y.square().mean().backward()
plain = torch.autograd.grad(block(x).square().mean(), adapter.weight)[0]
print(torch.equal(adapter.weight.grad, plain), frozen.weight.grad)
