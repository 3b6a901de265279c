import torch

for dtype in torch.float64, torch.int64, torch.bool:
    x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
    (x**2).backward(gradient=torch.ones(3, dtype=dtype))
    print(dtype, x.grad)
