import torch

torch.manual_seed(0)
model = torch.nn.ModuleDict({name: torch.nn.Linear(3, 3) for name in ("encoder", "pooler", "head")})
x, target = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
logits = model["head"](model["encoder"](x).tanh())
loss = torch.nn.functional.cross_entropy(logits, target)
names, parameters = zip(*model.named_parameters())
grads = torch.autograd.grad(loss, parameters, create_graph=True, allow_unused=True)
print([name for name, grad in zip(names, grads) if grad is None])
fast = [p if grad is None else p - 0.1 * grad for p, grad in zip(parameters, grads)]
print([name for name, p, new in zip(names, parameters, fast) if new is p])
