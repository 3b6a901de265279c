import torch
from torch import nn

torch.manual_seed(0)
inputs, targets = torch.rand(20, 3), torch.rand(20, 1)
net = nn.Linear(3, 1)
optimizer = torch.optim.LBFGS(net.parameters())
before = nn.utils.parameters_to_vector(net.parameters()).detach()


def closure():
    optimizer.zero_grad()
    loss = (net(inputs) - targets).square().mean()
    return loss


optimizer.step(closure)
after = nn.utils.parameters_to_vector(net.parameters())
print("weights moved:", not torch.equal(before, after))  # wrong
