import torch

torch.manual_seed(0)
inputs, targets = torch.rand(20, 3), torch.rand(20, 1)
net = torch.nn.Linear(3, 1)
optimizer = torch.optim.LBFGS(net.parameters())


def closure():
    optimizer.zero_grad()
    outputs = net(inputs)
    loss = (outputs - targets).square().mean()
    loss.backward()
    return loss


before = (net(inputs) - targets).square().mean().item()
optimizer.step(closure)
after = (net(inputs) - targets).square().mean().item()
print(after < before / 2)
