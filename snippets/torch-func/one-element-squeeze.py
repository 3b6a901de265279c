import torch
from torch import nn

torch.manual_seed(0)
x = torch.tensor([1.0, 2.0], requires_grad=True)
model = nn.Linear(len(x), 1)
y = model(x)
print(y.shape)
y.backward()
print(torch.equal(x.grad, model.weight[0]))
for f in (
    lambda x: model(x).squeeze(),
    lambda x: model(x).reshape(()),
    lambda x: model(x)[0],
):
    print(torch.equal(torch.func.grad(f)(x.detach()), x.grad))
