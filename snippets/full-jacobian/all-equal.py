import torch
from torch.autograd.functional import jacobian


def f(x):
    return torch.stack([x.prod(), x.square().sum()])


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = f(x)
rows = [torch.autograd.grad(y_i, x, retain_graph=True)[0] for y_i in y]
(batched,) = torch.autograd.grad(y, x, torch.eye(2), is_grads_batched=True)

print(torch.func.jacrev(f)(x).tolist())
print(torch.func.jacfwd(f)(x).tolist())
print(jacobian(f, x).tolist())
print(batched.tolist())
print(torch.stack(rows).tolist())
