import torch


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**2

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 2 * x


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
for weight in 1, 3, 0:
    loss = weight * Square.apply(x).sum()
    print(torch.autograd.grad(loss, x))
print(torch.autograd.gradcheck(Square.apply, x.double()))
