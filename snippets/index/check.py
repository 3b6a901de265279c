import torch

x = torch.tensor([5.0, 5.0], requires_grad=True)
y = torch.tensor([8.0, 8.0], requires_grad=True)
loss = x * y
print(loss.shape, loss.numel())
print(loss.mean().shape, loss.mean().numel())
