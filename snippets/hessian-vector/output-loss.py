import torch
from torch import nn
from torch.autograd.functional import hessian
from torch.func import functional_call

torch.manual_seed(0)
model = nn.Linear(2, 2)
inputs, targets = torch.randn(1, 2), torch.tensor([1])
names, params = zip(*model.named_parameters(), strict=True)


def loss_of(*params):
    outputs = functional_call(model, dict(zip(names, params, strict=True)), (inputs,))
    return nn.functional.cross_entropy(outputs, targets)


blocks = hessian(loss_of, params)
print([[tuple(block.shape) for block in row] for row in blocks])
print(blocks[1][1])
