import torch
from torch import nn

torch.manual_seed(0)
X, y = torch.randn(16, 2), torch.randn(16, 1)
start = torch.randn(1, 2)
criterion = nn.MSELoss(reduction="none")


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size


for branch in "mean, torch.optim.SGD", "sum, the book's sgd":
    w = start.clone().requires_grad_()
    loss = criterion(X @ w.T, y)
    if branch.startswith("mean"):
        loss.mean().backward()
        torch.optim.SGD([w], lr=0.1).step()
    else:
        loss.sum().backward()
        sgd([w], 0.1, len(X))
    print(branch, w.detach())
