# pip install torch==2.13.0 torchdiffeq==0.2.5
import torch
from torch import nn
from torchdiffeq import odeint, odeint_adjoint


class Stores(nn.Module):
    def __init__(self):
        super().__init__()
        self.snow = nn.Linear(2, 1)
        self.water = nn.Linear(2, 1)

    def forward(self, t, state):
        inputs = torch.tensor([state[0], state[1]])
        return torch.tensor([self.snow(inputs), self.water(inputs)])


torch.manual_seed(0)
stores, times = Stores(), torch.linspace(0.0, 1.0, 2)
for solve in odeint, odeint_adjoint:
    stores.zero_grad()
    state = torch.tensor([1.0, 2.0], requires_grad=True)
    final = solve(stores, state, times)[-1]
    final.sum().backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
    print(solve.__name__, state.grad, stores.snow.weight.grad)
