import torch
from torch.func import grad, hessian, jvp, vjp

torch.manual_seed(0)
X, targets = torch.randn(20, 3), torch.randn(20)
w, v = torch.randn(3), torch.randn(3)


def outputs(w):
    return (X @ w).tanh()


def loss(outputs):
    return (outputs - targets).square().mean()


def gauss_newton(v):
    out, pull_back = vjp(outputs, w)
    along = jvp(outputs, (w,), (v,))[1]
    return pull_back(jvp(grad(loss), (out,), (along,))[1])[0]


print(v @ gauss_newton(v))
print(v @ hessian(lambda w: loss(outputs(w)))(w) @ v)
