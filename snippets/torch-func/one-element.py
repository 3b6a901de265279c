import torch
from torch import nn

torch.manual_seed(0)
x = torch.tensor([1.0, 2.0], requires_grad=True)
model = nn.Linear(len(x), 1)
y = model(x)
print(y.shape)
y.backward()
print(torch.equal(x.grad, model.weight[0]))
torch.func.grad(model)(x.detach())  # RuntimeError: grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with 1 dims. Maybe you wanted to use the vjp or jacrev APIs instead?
