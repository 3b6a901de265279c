import torch

x = torch.ones(1)
torch.func.grad(lambda x: x * x)(x)  # RuntimeError: grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with 1 dims. Maybe you wanted to use the vjp or jacrev APIs instead?
