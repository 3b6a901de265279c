import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
first = torch.ones(3)
for shape in (4,), (), (1,), (3, 1):
    try:
        torch.autograd.backward((x.square(), 2 * x), (first, torch.ones(shape)))
    except RuntimeError as error:
        print(shape, error)
try:
    torch.autograd.backward((x.square(), 2 * x), (first, first.to(torch.complex64)))
except RuntimeError as error:
    print("complex", error)
