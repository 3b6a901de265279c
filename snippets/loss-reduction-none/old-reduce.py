import torch
from torch import nn

criterion = nn.MSELoss(reduce=False)
loss = criterion(torch.zeros(3, requires_grad=True), torch.ones(3))
loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
