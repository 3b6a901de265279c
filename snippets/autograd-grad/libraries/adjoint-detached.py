# pip install torch==2.13.0 torchdiffeq==0.2.5
import torch
from torch import nn
from torchdiffeq import odeint, odeint_adjoint


class Flow(nn.Module):
    def __init__(self):
        super().__init__()
        self.energy = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))

    def forward(self, t, x):
        with torch.enable_grad():
            x = x.detach().requires_grad_()
            return torch.autograd.grad(self.energy(x).sum(), x, create_graph=True)[0]


torch.manual_seed(0)
flow = Flow()
x, times = torch.randn(1, 2, requires_grad=True), torch.linspace(0.0, 4.0, 2)
for solve in odeint, odeint_adjoint:
    final = solve(flow, x, times)[-1]
    print(solve.__name__, torch.autograd.grad(final.sum(), x)[0])  # wrong
