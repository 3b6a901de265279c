import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
fit = (x @ w - 1).square().mean()
penalty = w.square().sum()
losses = torch.stack([fit, penalty])
print(losses)
(losses * torch.tensor([1.0, 0.1])).sum().backward()
print(w.grad)
