# pip install torch==2.13.0 torchdiffeq==0.2.5
import torch
from torch import nn
from torchdiffeq import odeint_adjoint


class Field(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 2)

    def forward(self, t, state):
        return self.linear(state).tanh()


torch.manual_seed(0)
field = Field()
start, times = torch.randn(4, 2), torch.linspace(0.0, 1.0, 5)
final = odeint_adjoint(field, start, times)[-1]
print(final.shape)
(grad,) = torch.autograd.grad((final - 1).square().mean(), field.linear.weight)
print(grad)
