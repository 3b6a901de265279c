import torch
from torch.utils.checkpoint import checkpoint
lin = torch.nn.Linear(2,2)
x = torch.randn(3,2,requires_grad=True)
loss = checkpoint(lin,x,use_reentrant=True).sum()
loss.backward()
loss.backward()
