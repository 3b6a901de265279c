import torch

x = torch.ones(3, requires_grad=True)
losses = x[x > 5]
print("sum ", losses.sum())
print("mean", losses.mean())  # wrong
losses.sum().backward(retain_graph=True)
losses.mean().backward()
print(x.grad)
