import torch

mu = torch.tensor([[1.0, 0.0], [2.0, -1.0], [0.0, 3.0], [1.0, 1.0]], requires_grad=True)
log_var = torch.zeros(4, 2, requires_grad=True)
kl = -0.5 * (1 + log_var - mu**2 - log_var.exp())
loss = kl.sum(dim=1).mean()
print(loss.shape)
loss.backward()
print(mu.grad)
