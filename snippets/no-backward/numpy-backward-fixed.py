import torch

x = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64, requires_grad=True)
targets = torch.zeros(3, dtype=torch.float64)
errors = x - targets
loss = (errors**2).mean()
loss.backward()
print(x.grad)
