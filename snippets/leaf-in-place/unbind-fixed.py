import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = 2 * x
y = torch.stack([value + 1 for value in y])
y.square().sum().backward()
print(x.grad)
