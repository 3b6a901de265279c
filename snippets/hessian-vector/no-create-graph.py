import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1))
inputs, targets = torch.randn(6, 2), torch.randn(6, 1)
params = list(model.parameters())
vector = [torch.randn_like(p) for p in params]
loss = nn.functional.mse_loss(model(inputs), targets)
grads = torch.autograd.grad(loss, params, retain_graph=True)
product = torch.autograd.grad(grads, params, grad_outputs=vector)  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
print([tuple(p.shape) for p in product])
