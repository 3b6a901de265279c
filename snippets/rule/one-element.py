import torch

for shape in (), (1,), (1, 1), (1, 1, 1, 1):
    x = torch.full(shape, 3.0, requires_grad=True)
    (x * x).backward()
    print(shape, x.grad)
