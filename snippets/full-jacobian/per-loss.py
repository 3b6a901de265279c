import torch
from torch import nn
from torch.nn.functional import cosine_similarity

torch.manual_seed(0)
model = nn.Linear(2, 1)
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
targets = torch.tensor([[5.0], [11.0]])
fit = (model(inputs) - targets).square().mean()
decay = model.weight.square().sum() + model.bias.square().sum()
losses = torch.stack([fit, 10 * decay])

params = list(model.parameters())
grads = torch.autograd.grad(losses, params, torch.eye(len(losses)), is_grads_batched=True, retain_graph=True)
print([tuple(g.shape) for g in grads])

fit_grad, decay_grad = torch.cat([g.flatten(start_dim=1) for g in grads], dim=1)
print(f"cosine {cosine_similarity(fit_grad, decay_grad, dim=0):.2f}")

losses.sum().backward()
print(torch.allclose(grads[0].sum(dim=0), model.weight.grad))
