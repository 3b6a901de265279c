import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
fit = (x @ w - 1).square().mean()
penalty = w.square().sum()
fit.backward()
penalty.backward()
print(w.grad)
