import torch
from torch import nn

torch.manual_seed(0)
model = nn.GRU(3, 2, batch_first=True)
x = torch.ones(4, 5, 3, requires_grad=True)
output = model(x)[0]
print(output.shape)
selected = list(output[:, 0])
torch.autograd.grad(selected, x)  # RuntimeError: grad can be implicitly created only for scalar outputs
