import torch


class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return 2 * x

    @staticmethod
    def backward(ctx, grad):
        return 2 * grad


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
Double.apply(x).sum().backward()
print(x.grad)
