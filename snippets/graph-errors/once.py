import torch
from torch.autograd.function import once_differentiable


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    @once_differentiable
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grad


w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor([1.0, 2.0], requires_grad=True)
distance = w * Cube.apply(x)
(slope,) = torch.autograd.grad(distance.sum(), x, create_graph=True)
loss = (slope - 1).square().mean()
loss.backward()  # RuntimeError: trying to differentiate twice a function that was marked with @once_differentiable
