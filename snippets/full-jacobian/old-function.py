import torch
from torch.autograd.functional import jacobian


class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return 2 * x

    @staticmethod
    def backward(ctx, grad):
        if grad.abs().max() > 100:
            print("a large gradient")
        return 2 * grad


x = torch.tensor([1.0, 2.0])
print(jacobian(Double.apply, x))
try:
    torch.func.jacrev(Double.apply)(x)
except RuntimeError as error:
    print("jacrev:", str(error).partition(". ")[0])
try:
    jacobian(Double.apply, x, vectorize=True)
except RuntimeError as error:
    print("vectorize:", str(error).partition(". ")[0])
