import torch
from torch.optim import SGD, Adam

torch.manual_seed(0)
inputs = torch.randn(16, 3)
targets = inputs @ torch.tensor([1.0, -2.0, 0.5])


def train(optimizer, lr, reduce):
    w = torch.zeros(3, requires_grad=True)
    step = optimizer([w], lr=lr)
    for _ in range(20):
        step.zero_grad()
        losses = (inputs @ w - targets) ** 2
        reduce(losses).backward()
        step.step()
    return " ".join(f"{value:.3g}" for value in w.tolist())


print("SGD,  mean, lr 0.1   ", train(SGD, 0.1, torch.mean))
print("SGD,  sum,  lr 0.1   ", train(SGD, 0.1, torch.sum))  # wrong
print("SGD,  sum,  lr 0.1/16", train(SGD, 0.1 / 16, torch.sum))
print("Adam, mean, lr 0.1   ", train(Adam, 0.1, torch.mean))
print("Adam, sum,  lr 0.1   ", train(Adam, 0.1, torch.sum))
print("Adam, sum,  lr 0.1/16", train(Adam, 0.1 / 16, torch.sum))  # wrong
