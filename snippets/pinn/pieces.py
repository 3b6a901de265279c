import torch

x = torch.tensor([[1.0], [2.0], [3.0]], requires_grad=True)
u = torch.maximum(3 * x, torch.tensor(0.1))
(u_x,) = torch.autograd.grad(u.sum(), x, create_graph=True)
print(u_x.requires_grad)
(u_xx,) = torch.autograd.grad(u_x.sum(), x)  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
