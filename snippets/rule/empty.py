import torch

x = torch.ones(3, requires_grad=True)
losses = x[x > 5]
print(losses.shape, losses.numel())
losses.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
