# pip install torch==2.13.0 torchdiffeq==0.2.5
import torch
from torchdiffeq import odeint_adjoint


class Field(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rate = torch.nn.Parameter(torch.tensor(1.0))

    def forward(self, t, state):
        return self.rate * self.features * state.mean()


field = Field()
times = torch.tensor([0.0, 1.0])
losses = []
for points in (4, 3):
    field.features = torch.full((points, 2), 0.1 * points)
    ends = odeint_adjoint(field, torch.ones(points, 2), times, method="rk4")
    losses.append(ends[-1].mean())
sum(losses).backward()  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([4, 2]) and output[0] has a shape of torch.Size([3, 2]).
