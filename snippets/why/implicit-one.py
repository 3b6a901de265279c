import torch

x = torch.tensor(3.0, requires_grad=True)
(x * x).backward()
print(x.grad)

x.grad = None
(x * x).backward(gradient=torch.tensor(1.0))
print(x.grad)
