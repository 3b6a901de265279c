import torch
from torch import nn

torch.manual_seed(0)
decoder = nn.Linear(2, 2, bias=False)
codes = torch.randn(4, 2, requires_grad=True)
targets = torch.randn(4, 2)

losses = (decoder(codes) - targets).square().sum(dim=1)
losses.mean().backward()
print(codes.grad[0] * len(codes))
print(decoder.weight.grad[0])

losses = (decoder(codes) - targets).square().sum(dim=1)
(each,) = torch.autograd.grad(losses.sum(), [codes], retain_graph=True)
(average,) = torch.autograd.grad(losses.mean(), [decoder.weight])
print(each[0])
print(average[0])
