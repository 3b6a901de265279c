import torch

inputs, targets = torch.tensor([[1.0, 2.0], [3.0, 1.0]]), torch.tensor([1.0, 2.0])
device = "cpu"
w = torch.zeros(2).to(device, copy=True).requires_grad_()
loss = (inputs @ w - targets).square().mean()
loss.backward()
print(w.is_leaf, w.grad)
