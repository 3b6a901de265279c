import torch

x = torch.tensor([0.0, 1.0, 2.0], requires_grad=True)
y = x.exp()
print(y._version)
z = 2 * y
print(y._version)
y.clamp_(max=5)
print(y._version)
