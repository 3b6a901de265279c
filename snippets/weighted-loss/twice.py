import torch

for n in 4, 16, 64:
    w = torch.tensor(2.0, requires_grad=True)
    losses = (w * torch.ones(n) - 1) ** 2
    (once,) = torch.autograd.grad(losses.mean(), w, retain_graph=True)
    (twice,) = torch.autograd.grad(losses.mean() / n, w)
    print("N", n, "mean    ", once.item())
    print("N", n, "mean / N", twice.item())  # wrong
