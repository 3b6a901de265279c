import torch


def total(loss):
    (gradient,) = torch.autograd.grad(loss, predictions)
    return gradient.sum(dtype=torch.float32).item()


for n in 10**6, 10**7:
    predictions = torch.full((n,), 2.0, dtype=torch.float16, requires_grad=True)
    print("N", n, "losses in float16", round(total(((predictions - 1) ** 2).mean()), 3))  # wrong
    print("N", n, "losses in float32", round(total(((predictions.float() - 1) ** 2).mean()), 3))  # wrong
    print("N", n, "and scaled       ", round(total(((predictions.float() - 1) ** 2).mean() * 65536) / 65536, 3))
