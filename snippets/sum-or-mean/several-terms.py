import torch

print("N", "summed", "averaged")
for n in 1, 8, 64:
    w = torch.tensor(2.0, requires_grad=True)
    pixels = (w - torch.ones(n)) ** 2
    features = (w - torch.zeros(n)) ** 2
    (first,) = torch.autograd.grad(pixels.mean(), w)
    (by_sum,) = torch.autograd.grad(features.sum(), w, retain_graph=True)
    (by_mean,) = torch.autograd.grad(features.mean(), w)
    print(n, (by_sum / first).item(), (by_mean / first).item())
