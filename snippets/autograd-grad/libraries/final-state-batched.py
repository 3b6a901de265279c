# pip install torch==2.13.0 torchdiffeq==0.2.5
import torch
from torch import nn
from torchdiffeq import odeint, odeint_adjoint


class Field(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 2)

    def forward(self, t, state):
        return self.linear(state).tanh()


torch.manual_seed(0)
field = Field()
start, times = torch.randn(2), torch.linspace(0.0, 1.0, 5)
for solve in odeint, odeint_adjoint:
    final = solve(field, start, times)[-1]
    try:
        print(solve.__name__, torch.autograd.grad(final, field.linear.weight, torch.eye(2), is_grads_batched=True))
    except RuntimeError as error:
        print(solve.__name__, str(error)[:37])
    try:
        print(torch.func.jacrev(lambda start, solve=solve: solve(field, start, times)[-1])(start))
    except RuntimeError as error:
        print("  jacrev:", str(error)[:83])
