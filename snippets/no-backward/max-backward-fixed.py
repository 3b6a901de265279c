import torch

x = torch.tensor([[1.0, 2.0], [4.0, 3.0]], requires_grad=True)
x.max(dim=1).values.mean().backward()
print(x.grad)
