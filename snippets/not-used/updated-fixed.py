import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
parameters = dict(model.named_parameters())
x, target = torch.randn(3, 2), torch.randn(3, 1)
weights = torch.full((3, 1), 0.5, requires_grad=True)
loss = (weights * (model(x) - target) ** 2).sum()
grads = torch.autograd.grad(loss, parameters.values(), create_graph=True)
fast = {name: p - 0.1 * grad for (name, p), grad in zip(parameters.items(), grads)}
meta_loss = (torch.func.functional_call(model, fast, (x,)) - target).square().mean()
print(torch.autograd.grad(meta_loss, weights))
