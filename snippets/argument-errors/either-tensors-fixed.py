import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x.square()
y.backward(torch.tensor([1.0, 1.0, 1.0]))
print(x.grad)
