import torch

model = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 1))
model[0].requires_grad_(False)
for layer in model:
    torch.nn.init.ones_(layer.weight)
loss = model(torch.tensor([[1.0, 2.0]])).square().mean()
trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
grads = torch.autograd.grad(loss, trained.values())
print(list(trained), [grad.shape for grad in grads])
