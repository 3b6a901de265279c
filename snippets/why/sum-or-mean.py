import torch

for reduce in torch.sum, torch.mean:
    x = torch.tensor(3.0, requires_grad=True)
    p = torch.ones(2, 2, requires_grad=True)
    y = x * x
    z = 2 * y + 2 * p * p
    reduce(z).backward()
    print(reduce.__name__, x.grad)
    print(p.grad)
