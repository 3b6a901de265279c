import torch
from torch import nn


def check(model, optimizer, loss):
    held = {id(p) for group in optimizer.param_groups for p in group["params"]}
    trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
    filled = [name for name, p in model.named_parameters() if p.grad is not None and p.grad.any()]
    print("loss has a graph:", loss.grad_fn is not None)
    print("trained:", len(trained), "frozen:", len(list(model.parameters())) - len(trained))
    print("gradient left over:", filled)
    loss.backward()
    grads = {name: p.grad for name, p in trained.items() if p.grad is not None}
    print("not in the optimizer:", [name for name, p in trained.items() if id(p) not in held])
    print("no gradient:", [name for name in trained if name not in grads])
    print("gradient is 0:", [name for name, grad in grads.items() if not grad.any()])
    print("not finite:", [name for name, grad in grads.items() if (grad * 0).any()])


torch.manual_seed(0)
net = nn.ModuleDict({"body": nn.Linear(2, 3), "head": nn.Linear(3, 1)})
optimizer = torch.optim.Adam(net.parameters())
features = net["body"](torch.ones(4, 2)).tanh()
loss = net["head"](features).square().mean()
check(net, optimizer, loss)
