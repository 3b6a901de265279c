import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
fits = (x @ w - 1).square()
penalty = w.square().sum()
losses = fits + penalty
print(fits.shape, penalty.shape, losses.shape)
print(torch.autograd.grad(fits.sum(), w, retain_graph=True)[0])
losses.sum().backward()
print(w.grad)  # wrong
