import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(3, 4)
inputs = torch.ones(2, 3, requires_grad=True)
output = model(inputs)[:, 2]
print(output.shape)
(grad,) = torch.autograd.grad(torch.unbind(output), inputs)
print(torch.equal(grad, model.weight[2].expand_as(grad)))
