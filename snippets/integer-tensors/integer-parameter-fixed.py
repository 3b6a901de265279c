import torch
from torch import nn

packed = torch.tensor([[17, 34], [51, 68]], dtype=torch.int8)
layer = nn.Module()
layer.weight = nn.Parameter(packed, requires_grad=False)
layer.scale = nn.Parameter(torch.ones(2))
for parameter in layer.parameters():
    parameter.requires_grad_(parameter.is_floating_point())
print({name: (parameter.dtype, parameter.requires_grad) for name, parameter in layer.named_parameters()})
