import torch

torch.manual_seed(0)
inputs, targets = torch.rand(20, 3), torch.rand(20, 1)
net = torch.nn.Linear(3, 1)
optimizer = torch.optim.LBFGS(net.parameters())
outputs = net(inputs)


def closure():
    optimizer.zero_grad()
    loss = (outputs - targets).square().mean()
    loss.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
    return loss


before = (net(inputs) - targets).square().mean().item()
optimizer.step(closure)
