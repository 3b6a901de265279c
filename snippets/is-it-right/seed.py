import torch

inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
w = torch.tensor([1.0, 1.0], requires_grad=True)


def gradient(scale):
    w.grad = None
    losses = scale * (inputs @ w - 1).square()
    losses.backward(gradient=losses)
    return w.grad


print("twice the loss, twice the gradient:", torch.equal(gradient(2), 2 * gradient(1)))
print(gradient(1))  # wrong
