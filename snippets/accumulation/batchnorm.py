import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(4, 3)
norm = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))


def gradients(parts):
    norm.zero_grad()
    for part in parts:
        (norm(part).pow(3).mean() / len(parts)).backward()
    return norm[0].weight.grad.clone()


whole, accumulated = gradients([x]), gradients(x.split(2))
print("training:", torch.allclose(whole, accumulated))
norm.eval()
whole, accumulated = gradients([x]), gradients(x.split(2))
print("eval:    ", torch.allclose(whole, accumulated))
