import torch

x = torch.tensor(3.0, requires_grad=True)
y = x * x
z = 2 * y
z.backward()
print(y.is_leaf, y.grad)
