import torch
from torch.nn.functional import mse_loss

w = torch.tensor([1.0, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0]])
targets = torch.tensor([1.0])

loss = mse_loss(inputs @ w, targets, reduction="none")
loss.backward()
print(w.grad)
assert loss.ndim == 0, loss.shape  # AssertionError: torch.Size([1])
