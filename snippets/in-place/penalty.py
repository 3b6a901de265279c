import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
optimizer = torch.optim.SGD(critic.parameters(), lr=0.1)
x = torch.randn(4, 2, requires_grad=True)


def penalty():
    (grad,) = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    return grad.square().sum(1).mean()


kept = penalty()
optimizer.zero_grad()
critic(x).mean().backward()
optimizer.step()
kept.backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [8, 2]], which is output 0 of AsStrided, is at version 2; expected version 1 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
