import torch


class MeanScore(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w):
        ctx.save_for_backward(x)
        return (x @ w).mean()

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        per_sample = grad * x
        return None, per_sample


x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
w = torch.tensor([1.0, 1.0], requires_grad=True)
MeanScore.apply(x, w).backward()
print(w.grad)  # wrong
inputs = x.double(), w.double()
print(torch.autograd.gradcheck(MeanScore.apply, inputs, raise_exception=False))  # wrong
