"""Regression with a guard on the gradients; the guard is meant to be noisy."""
import math
import torch
from torch import nn


class GradientGuard:
    """Raises as soon as the gradient of a watched parameter grows beyond limit."""

    def __init__(self, limit):
        self.limit = limit
        self.handles = []

    def watch(self, module):
        for name, p in module.named_parameters():
            self.handles.append(p.register_hook(self._make_hook(name)))
        return self

    def _make_hook(self, name):
        def hook(grad):
            norm = grad.norm().item()
            if not math.isfinite(norm) or norm > self.limit:
                raise OverflowError(f"gradient of {name} has norm {norm:.3g} > {self.limit:g}")
            return grad

        return hook


class Net(nn.Module):
    def __init__(self, d=5):
        super().__init__()
        self.a = nn.Linear(d, 16)
        self.b = nn.Linear(16, 1)

    def forward(self, x):
        return self.b(torch.relu(self.a(x))).squeeze(-1)


def per_sample_error(pred, y):
    return nn.functional.mse_loss(pred, y, reduction="none")


def main():
    torch.manual_seed(19)
    net = Net()
    guard = GradientGuard(limit=50.0).watch(net)
    opt = torch.optim.SGD(net.parameters(), lr=0.4)
    x = torch.randn(30, 5)
    y = 4 * x[:, 0] + x[:, 1] ** 2
    w = torch.linspace(0.5, 30, 30)
    print("watching", len(guard.handles), "tensors")
    for step in range(50):
        err = per_sample_error(net(x), y)
        loss = (w * err).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(f"step {step} loss {loss.item():.4g} worst {err.max().item():.4g}")


if __name__ == "__main__":
    main()
