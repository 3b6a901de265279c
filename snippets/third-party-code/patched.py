import torch

original = torch.Tensor.backward


def backward(tensor, *args, **kwargs):
    return original(tensor.mean())


w = torch.tensor([1.0, -1.0], requires_grad=True)
weights = torch.tensor([1.0, 10.0])
w.square().backward(gradient=weights)
print(w.grad)

torch.Tensor.backward = backward
w.grad = None
w.square().backward(gradient=weights)
print(w.grad)  # wrong
