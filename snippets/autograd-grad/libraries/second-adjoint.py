# pip install torch==2.13.0 torchdiffeq==0.2.5
import torch
from torch import nn
from torchdiffeq import odeint_adjoint as solve


class Growth(nn.Module):
    def __init__(self):
        super().__init__()
        self.rate = nn.Parameter(torch.tensor(0.5))

    def forward(self, t, y):
        return self.rate * y


growth = Growth()
final = solve(growth, torch.ones(1), torch.tensor([0.0, 1.0]))[-1]
(slope,) = torch.autograd.grad(final.sum(), growth.rate, create_graph=True)
print(slope)
(second,) = torch.autograd.grad(slope, growth.rate)  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
print(second)
