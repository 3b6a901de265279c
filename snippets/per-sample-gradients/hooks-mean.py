import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(2, 1, bias=False)
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], requires_grad=True)
seen = []
handle = model.register_full_backward_hook(lambda module, into, outof: seen.append(outof[0]))
model(inputs).square().mean().backward()
handle.remove()
print(seen[0] * inputs.detach())  # wrong
