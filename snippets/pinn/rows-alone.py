import torch
from torch import nn

torch.manual_seed(4)
x = torch.tensor([[-1.0], [0.5], [2.5]], requires_grad=True)
for norm in nn.BatchNorm1d(8).eval(), nn.LayerNorm(8):
    net = nn.Sequential(nn.Linear(1, 8), norm, nn.Tanh(), nn.Linear(8, 1))
    u = net(x)
    (summed,) = torch.autograd.grad(u.sum(), x, retain_graph=True)
    rows = [torch.autograd.grad(u[i, 0], x, retain_graph=True)[0][i] for i in range(len(x))]
    print(type(norm).__name__)
    print([round(value, 2) for value in summed.flatten().tolist()])
    print([round(row.item(), 2) for row in rows])
