import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0], [0.0, 2.0], [2.0, 2.0]])
targets = torch.tensor([1.0, 0.0, 2.0, 1.0])
weights = torch.tensor([1.0, 1.0, 4.0, 2.0])
error = inputs @ w - targets
loss = error**2 * weights.mean()
print(loss.shape)
loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
