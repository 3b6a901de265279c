import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
rows = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [2.0, 1.0]])
fit = (w - 3).square().sum()
smooth = (rows @ w).square()
sums = {
    "fit + smooth.mean()  ": fit + smooth.mean(),
    "(fit + smooth).mean()": (fit + smooth).mean(),
    "fit + smooth.sum()   ": fit + smooth.sum(),
}
for name, loss in sums.items():
    print(name, *torch.autograd.grad(loss, w, retain_graph=True))
print("(fit + smooth).sum() ", *torch.autograd.grad((fit + smooth).sum(), w))  # wrong
