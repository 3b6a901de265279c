import torch
from torch import nn

layer = nn.Module()
weight = torch.tensor([[3, -8], [7, 0]], dtype=torch.int8)
layer.weight = nn.Parameter(weight, requires_grad=False)
print(layer.state_dict())
