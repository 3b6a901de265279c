import torch
torch.manual_seed(0)
w = torch.randn(4, 3, requires_grad=True)
x = torch.randn(3)
bias = torch.tensor([1., 2., 3., 4.])
fit = (w ** 2).mean()
smooth = w.sum(dim=1)
loss = fit + smooth + bias
loss.backward()
