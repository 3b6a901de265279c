import torch
from torch.func import grad, hessian, jvp

torch.manual_seed(0)
X, targets = torch.randn(50, 4), torch.randn(50)
w, g = torch.randn(4), torch.randn(4)
damping = 1.0


def loss(w):
    return ((X @ w).tanh() - targets).square().mean()


def product(v):
    return jvp(grad(loss), (w,), (v,))[1] + damping * v


s = torch.zeros(4)
r = p = g
for _ in range(4):
    q = product(p)
    step = (r @ r) / (p @ q)
    s, old, r = s + step * p, r, r - step * q
    p = r + (r @ r) / (old @ old) * p
print(s)
print(torch.linalg.solve(hessian(loss)(w) + damping * torch.eye(4), g))
print(torch.linalg.eigvalsh(hessian(loss)(w))[0] > -damping)
