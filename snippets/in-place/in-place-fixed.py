import torch

x = torch.tensor([0.0, 1.0], requires_grad=True)
y = x.exp()
y = y + 1
y.sum().backward()
print(x.grad)
