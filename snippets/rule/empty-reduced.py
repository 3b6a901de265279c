import torch

x = torch.ones(3, requires_grad=True)
losses = x[x > 5]
print(losses.sum(), losses.mean())
losses.mean().backward()
print(x.grad)
