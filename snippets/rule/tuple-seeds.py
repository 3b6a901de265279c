import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
total = (2 * x).sum()
vector = x**2
torch.autograd.backward((total, vector), (None, torch.ones(3)))
print(x.grad)
