import torch
from torch import nn

layer = nn.Module()
weight = torch.tensor([[3, -8], [7, 0]], dtype=torch.int8)
layer.weight = nn.Parameter(weight)  # RuntimeError: Only Tensors of floating point and complex dtype can require gradients
print(layer.state_dict())
