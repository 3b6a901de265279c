"""Lecture 5 demo: what autograd allows and what it does not.

Every failing cell is caught on purpose and its message is printed.
"""
import contextlib

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(5)


@contextlib.contextmanager
def expected_failure(title):
    try:
        yield
        print(f"{title}: no error")
    except (RuntimeError, AttributeError) as e:
        print(f"{title}: {type(e).__name__}: {str(e).splitlines()[0][:70]}")


net = nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 1))
x = torch.randn(6, 3)
y = x.sum(1, keepdim=True)

with expected_failure("1. vector loss"):
    F.mse_loss(net(x), y, reduction="none").backward()

with expected_failure("2. twice through one graph"):
    loss = F.mse_loss(net(x), y)
    loss.backward()
    loss.backward()

with expected_failure("3. nothing to differentiate"):
    with torch.no_grad():
        loss = F.mse_loss(net(x), y)
    loss.backward()

with expected_failure("4. in-place on a saved result"):
    h = torch.sigmoid(net(x))
    h += 1
    h.mean().backward()

with expected_failure("5. a number has no backward"):
    F.mse_loss(net(x), y).item().backward()

net.zero_grad()
losses = F.mse_loss(net(x), y, reduction="none")
losses.backward(torch.ones_like(losses) / losses.numel())
a = net[0].weight.grad.clone()
net.zero_grad()
F.mse_loss(net(x), y).backward()
print("6. vector-Jacobian product equals mean loss:", torch.allclose(a, net[0].weight.grad, atol=1e-6))

opt = torch.optim.SGD(net.parameters(), lr=0.1)
for i in range(3):
    opt.zero_grad()
    loss = F.mse_loss(net(x), y)
    loss.backward(retain_graph=True)
    opt.step()
    print(f"7. step {i}: {loss.item():.4f}")
