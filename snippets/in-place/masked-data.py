import torch

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
mask = torch.tensor([[True], [False], [True], [False]])
w = torch.tensor(0.5, requires_grad=True)
masked = torch.tensor(0.0, requires_grad=True)
features = torch.tanh(w * x)
penalty = features.square().mean()
features.data[mask] = masked.data
loss = features.mean() + penalty
loss.backward()
print(w.grad, masked.grad)  # wrong
