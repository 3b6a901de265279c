import torch

x = torch.tensor(3.0, requires_grad=True)
p = torch.ones(2, 2, requires_grad=True)
y = x * x
z = 2 * y + 2 * p * p
print(z)
z.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
