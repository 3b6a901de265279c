import torch
from torch.func import grad

x = torch.tensor([[0.0, 1.0], [2.0, 3.0]])
print(grad(torch.sin)(x))  # RuntimeError: grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with 2 dims. Maybe you wanted to use the vjp or jacrev APIs instead?
