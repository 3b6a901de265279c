import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
z = torch.tensor([3.0, 4.0], requires_grad=True)
fit = x.square().sum()
penalty = z.square().sum()
y = fit
torch.autograd.grad(y, (x, z))  # RuntimeError: The differentiated Tensor at index 1 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.
