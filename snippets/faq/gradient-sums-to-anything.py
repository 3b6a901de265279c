import torch

for v in torch.tensor([1.0, 1.0]), torch.tensor([0.5, 0.5]), torch.tensor([7.0, -2.0]):
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    (x**2).backward(gradient=v)
    print(v, x.grad)
