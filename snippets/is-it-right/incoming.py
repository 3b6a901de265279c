import torch


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.square()

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 2 * x


x = torch.tensor([1.0, 2.0], requires_grad=True)
(once,) = torch.autograd.grad(Square.apply(x).sum(), x)
(twice,) = torch.autograd.grad(2 * Square.apply(x).sum(), x)
print("twice the loss, twice the gradient:", torch.equal(twice, 2 * once))
Square.apply(x).mean().backward()
print(x.grad)  # wrong
