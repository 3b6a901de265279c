import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(4, 1)
x, target = torch.randn(4096, 4), torch.zeros(4096, 1)

with torch.autocast("cpu", dtype=torch.bfloat16):
    output = net(x)
    by_hand = output.square().sum()
    built_in = nn.functional.mse_loss(output, target, reduction="sum")
    in_float32 = output.float().square().sum()
print(output.dtype, by_hand.dtype, built_in.dtype)
print(by_hand.item(), built_in.item(), in_float32.item())
