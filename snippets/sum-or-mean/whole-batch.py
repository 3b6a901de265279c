import torch

w = torch.tensor(0.0, requires_grad=True)
targets = torch.tensor([1.0, 1.0, 1.0, 1.0, 1.0, 7.0])
losses = (w - targets) ** 2
losses.mean().backward()
print(w.grad)
