# pip install torch==1.13.1
import torch
from torch import nn

torch.manual_seed(0)
layer, scale = nn.Linear(2, 2), nn.Parameter(torch.ones(2))
x = torch.ones(3, 2)

with torch.autocast("cpu", dtype=torch.bfloat16):
    with torch.no_grad():
        target = layer(x)
    loss = (layer(x) * scale - target - 1).square().mean()
loss.backward()
print(layer.weight.grad)  # wrong
