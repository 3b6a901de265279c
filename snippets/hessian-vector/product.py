import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1))
inputs, targets = torch.randn(6, 2), torch.randn(6, 1)
params = list(model.parameters())
vector = [torch.randn_like(p) for p in params]
loss = nn.functional.mse_loss(model(inputs), targets)
grads = torch.autograd.grad(loss, params, create_graph=True)
product = torch.autograd.grad(grads, params, grad_outputs=vector)
print([tuple(p.shape) for p in product])

names = [name for name, _ in model.named_parameters()]


def loss_of(*values):
    outputs = torch.func.functional_call(model, dict(zip(names, values, strict=True)), (inputs,))
    return nn.functional.mse_loss(outputs, targets)


blocks = torch.autograd.functional.hessian(loss_of, tuple(params))
rows = [torch.cat([b.reshape(p.numel(), -1) for b in row], 1) for p, row in zip(params, blocks, strict=True)]
print((torch.cat(rows) @ torch.cat([v.flatten() for v in vector]))[:4])
print(product[0].flatten())
