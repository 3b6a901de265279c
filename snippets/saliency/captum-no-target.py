import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(3, 4)
inputs = torch.ones(2, 3, requires_grad=True)
output = model(inputs)
print(output.shape)
torch.autograd.grad(torch.unbind(output), inputs)  # RuntimeError: grad can be implicitly created only for scalar outputs
