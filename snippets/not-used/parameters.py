import torch

torch.manual_seed(0)
model = torch.nn.ModuleDict({name: torch.nn.Linear(3, 3) for name in ("encoder", "pooler", "head")})
x, target = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
logits = model["head"](model["encoder"](x).tanh())
loss = torch.nn.functional.cross_entropy(logits, target)
names, parameters = zip(*model.named_parameters())
grads = torch.autograd.grad(loss, parameters, create_graph=True)  # RuntimeError: The differentiated Tensor at index 2 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.
