import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
u = torch.nn.functional.softplus(x)
(slope,) = torch.autograd.grad(u.sum(), x, create_graph=True)
print(slope.requires_grad)
(curvature,) = torch.autograd.grad(slope.sum(), x)
print("not zero:", curvature.all().item())
