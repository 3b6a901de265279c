import torch

w = torch.tensor([0.5, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0], [0.0, 2.0], [2.0, 2.0]])
targets = torch.tensor([1.0, 0.0, 2.0, 1.0])


def pinball(prediction, target):
    error = target - prediction
    return torch.maximum(0.75 * error, -0.25 * error)


for times in 1, 2:
    losses = pinball(inputs.repeat(times, 1) @ w, targets.repeat(times))
    (by_mean,) = torch.autograd.grad(losses.mean(), w, retain_graph=True)
    (by_sum,) = torch.autograd.grad(losses.sum(), w)
    print("batch x", times, "mean", by_mean)
    print("batch x", times, "sum ", by_sum)
