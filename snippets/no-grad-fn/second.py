import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
u = torch.maximum(x, torch.tensor(0.1))
(slope,) = torch.autograd.grad(u.sum(), x, create_graph=True)
print(slope.requires_grad)
(curvature,) = torch.autograd.grad(slope.sum(), x)  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
