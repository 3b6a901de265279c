# pip install torch==2.13.0
import torch
from torch.fx.experimental.proxy_tensor import make_fx

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1)).requires_grad_(False)


def slope(x):
    return torch.autograd.grad(model(x).sum(), x)[0]


traced = make_fx(slope)(torch.randn(5, 3, requires_grad=True))
x = torch.randn(5, 3, requires_grad=True)
print(slope(x)[0])
print(traced(x)[0])
