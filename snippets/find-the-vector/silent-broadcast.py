import torch

w = torch.tensor([[1.0], [-1.0]], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0], [0.0, 2.0], [2.0, 2.0]])
targets = torch.tensor([1.0, 0.0, 2.0, 1.0])
outputs = inputs @ w
loss = (outputs - targets).square().mean()
loss.backward()
print(loss.shape, (outputs - targets).shape)
print(w.grad.flatten())  # wrong
