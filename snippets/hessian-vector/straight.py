import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
z = torch.tensor([0.5, 2.5])
y = torch.maximum(x[:, None], z).mean(dim=1)
(slope,) = torch.autograd.grad(y.sum(), x, create_graph=True)
print(slope)
(second,) = torch.autograd.grad(slope.sum(), x)  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
print(second)
