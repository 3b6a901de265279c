import torch

torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.Linear(2, 1))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, fused=True)
x = torch.randn(4, 3)
loss = net(x).square().mean()
(old,) = torch.autograd.grad(loss, net[0].weight, retain_graph=True)
loss.backward(retain_graph=True)
optimizer.step()
(new,) = torch.autograd.grad(net(x).square().mean(), net[0].weight)
(mixed,) = torch.autograd.grad(loss, net[0].weight)
print(torch.allclose(mixed, old), torch.allclose(mixed, new))  # wrong
