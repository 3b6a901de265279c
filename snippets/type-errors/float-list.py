import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
samples = [torch.tensor([1.0, 2.0]), torch.tensor([3.0, 5.0])]
inputs = torch.tensor(samples)  # ValueError: only one element tensors can be converted to Python scalars
loss = (inputs @ w).square().mean()
loss.backward()
