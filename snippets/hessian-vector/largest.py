import torch
from torch.func import grad, hessian, jvp

torch.manual_seed(0)
X, targets = torch.randn(50, 4), torch.randn(50)
w = torch.randn(4)


def losses(w):
    return ((X @ w).tanh() - targets).square()


def largest(loss):
    v = torch.ones(4)
    for _ in range(200):
        product = jvp(grad(loss), (w,), (v,))[1]
        value, v = v @ product / (v @ v), product / product.norm()
    return value


for loss in (lambda w: losses(w).mean(), lambda w: losses(w).sum()):
    print(largest(loss), torch.linalg.eigvalsh(hessian(loss)(w)))
