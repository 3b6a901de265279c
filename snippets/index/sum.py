import torch

x = torch.tensor([5.0, 5.0], requires_grad=True)
y = torch.tensor([8.0, 8.0], requires_grad=True)
loss = x * y
loss.sum().backward()
print(x.grad)
print(y.grad)
