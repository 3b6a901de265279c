import torch
from torch import nn


def compare(net):
    u = net(x)
    ones = torch.ones_like(u)
    (by_ones,) = torch.autograd.grad(u, x, grad_outputs=ones, retain_graph=True)
    print("  by ones ", " ".join(f"{value:5.2f}" for value in by_ones.flatten().tolist()))  # wrong
    own = []
    for i in range(len(x)):
        (row,) = torch.autograd.grad(u[i, 0], x, retain_graph=True)
        own.append(row[i].item())
    print("  own x   ", " ".join(f"{value:5.2f}" for value in own))


torch.manual_seed(4)
x = torch.tensor([[-1.0], [0.5], [2.0]], requires_grad=True)
for norm in nn.BatchNorm1d(8), nn.LayerNorm(8):
    net = nn.Sequential(nn.Linear(1, 8), norm, nn.Tanh(), nn.Linear(8, 1))
    print(type(norm).__name__, "train()")
    compare(net.train())
    print(type(norm).__name__, "eval()")
    compare(net.eval())
