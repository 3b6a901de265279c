import torch


def f(x):
    return torch.stack([x.prod(), x.square().sum()])


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = f(x)
rows = [torch.autograd.grad(y_i, x, retain_graph=True)[0] for y_i in y]
print(torch.stack(rows))
