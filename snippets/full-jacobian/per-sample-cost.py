import torch
from torch.func import functional_call, grad, vmap
from torch.utils.flop_counter import FlopCounterMode

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.Tanh(), torch.nn.Linear(16, 1))
params = {name: p.detach() for name, p in model.named_parameters()}


def loss_of_one(params, x):
    return functional_call(model, params, (x,)).square().mean()


print("N [plain, vmap(grad), is_grads_batched]")
for n in 10, 20, 40:
    inputs = torch.ones(n, 4)
    with FlopCounterMode(display=False) as plain:
        model(inputs).square().mean().backward()
    with FlopCounterMode(display=False) as by_vmap:
        vmap(grad(loss_of_one), in_dims=(None, 0))(params, inputs)
    with FlopCounterMode(display=False) as by_seeds:
        losses = model(inputs).square().mean(dim=1)
        torch.autograd.grad(losses, list(model.parameters()), torch.eye(n), is_grads_batched=True)
    print(n, [c.get_total_flops() for c in (plain, by_vmap, by_seeds)])
