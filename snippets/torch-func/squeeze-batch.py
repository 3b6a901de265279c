import torch

inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
w = torch.tensor([1.0, -1.0])


def loss(w, inputs):
    return (inputs @ w).square().squeeze()


print(torch.func.grad(loss)(w, inputs[:1]))
print(torch.func.grad(loss)(w, inputs))  # RuntimeError: grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with 1 dims. Maybe you wanted to use the vjp or jacrev APIs instead?
