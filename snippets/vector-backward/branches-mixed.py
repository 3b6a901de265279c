import torch
from torch import nn

torch.manual_seed(0)
X, y = torch.randn(16, 2), torch.randn(16, 1)
start = torch.randn(1, 2)
criterion = nn.MSELoss(reduction="none")
steps = []
for reduced in torch.mean, torch.sum:
    w = start.clone().requires_grad_()
    reduced(criterion(X @ w.T, y)).backward()
    torch.optim.SGD([w], lr=0.1).step()
    steps.append((w - start).norm().item())
print("times as far:", round(steps[1] / steps[0]))  # wrong
