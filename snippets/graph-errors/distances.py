import torch

torch.manual_seed(0)
x = torch.randn(3, 2, requires_grad=True)
y = torch.randn(4, 2)
distances = (x[:, None] - y).norm(dim=-1)
print(torch.allclose(distances, torch.cdist(x, y)))
(grad,) = torch.autograd.grad(distances.sum(), x, create_graph=True)
grad.square().sum().backward()
print(x.grad)
