import torch, torch.nn as nn, torch.nn.functional as F
torch.manual_seed(0)
D = nn.Linear(5, 1)
real = torch.randn(8, 5)
d_loss = F.softplus(D(real))
d_loss.backward()
