import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0]])
targets = torch.tensor([1.0])
losses = (inputs @ w - targets) ** 2
losses.squeeze().backward()
print(w.grad)
