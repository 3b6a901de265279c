import torch
from torch.nn.functional import mse_loss

torch.manual_seed(0)
cell = torch.nn.RNNCell(2, 4)
head = torch.nn.Linear(4, 1)
steps = torch.tensor([[[1.0, 0.0]], [[0.0, 1.0]], [[1.0, 1.0]]])

hidden = torch.zeros(1, 4)
for step in steps:
    hidden = cell(step, hidden.detach())
    loss = mse_loss(head(hidden), torch.ones(1, 1))
    loss.backward()
print(head.bias.grad)
