import torch
from torch import nn

packed = torch.tensor([[17, 34], [51, 68]], dtype=torch.int8)
layer = nn.Module()
layer.weight = nn.Parameter(packed)  # RuntimeError: Only Tensors of floating point and complex dtype can require gradients
