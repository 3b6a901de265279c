import torch


def loss_and_output(w):
    output = w * torch.tensor([1.0, 2.0])
    return output.square().sum(), output


w = torch.tensor([3.0, 4.0])
grad, output = torch.func.grad(loss_and_output, has_aux=True)(w)
print(grad)
print(output)
