import torch

W = torch.ones(3, 4)


def f(x):
    return x.square() @ W


x = torch.ones(2, 3, requires_grad=True)
y = f(x)
J = torch.func.jacrev(f)(x)
print(y.shape, J.shape)

seeds = torch.eye(y.numel()).reshape(-1, *y.shape)
(rows,) = torch.autograd.grad(y, x, seeds, is_grads_batched=True)
print(seeds.shape, rows.shape)
print(torch.equal(rows.reshape(J.shape), J))
