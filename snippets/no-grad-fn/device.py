import torch

inputs, targets = torch.tensor([[1.0, 2.0], [3.0, 1.0]]), torch.tensor([1.0, 2.0])
device = "cpu"
w = torch.zeros(2, requires_grad=True).to(device, copy=True)
loss = (inputs @ w - targets).square().mean()
loss.backward()
print(w.is_leaf, w.grad)  # wrong
