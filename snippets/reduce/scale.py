import torch

for n in 1, 8, 64, 512:
    w = torch.tensor(2.0, requires_grad=True)
    losses = (w * torch.ones(n) - 1) ** 2
    (by_sum,) = torch.autograd.grad(losses.sum(), w, retain_graph=True)
    (by_mean,) = torch.autograd.grad(losses.mean(), w)
    print("N", n, "sum", by_sum.item(), "mean", by_mean.item())
