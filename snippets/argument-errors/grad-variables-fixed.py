import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x.square()
torch.autograd.backward(y, torch.ones(3))
print(x.grad)
