import torch


def f(x, p):
    y = x * x
    z = 2 * y + 2 * p * p
    return z.flatten()


x = torch.tensor(3.0)
p = torch.ones(2, 2)
J_x, J_p = torch.func.jacrev(f, argnums=(0, 1))(x, p)
J_p = J_p.flatten(start_dim=1)
print(J_x)
print(J_p)

ones = torch.ones(4)
quarters = torch.full((4,), 0.25)
first = torch.tensor([1.0, 0.0, 0.0, 0.0])
for v in ones, quarters, first:
    print(v @ J_x, v @ J_p)
