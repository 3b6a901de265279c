import torch


def f(x):
    return torch.stack([x.prod(), x.square().sum()])


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = f(x)
y.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
