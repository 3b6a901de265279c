import torch

x = torch.tensor([1.2, 2.6], requires_grad=True)
rounded = x + (x.round() - x).detach()
print(rounded.detach())
rounded.sum().backward()
print(x.grad)
