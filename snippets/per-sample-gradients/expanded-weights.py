import torch
from torch import nn
from torch.nn.utils._per_sample_grad import call_for_per_sample_grads

torch.manual_seed(0)
model = nn.Linear(2, 1, bias=False)
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
for said in ("mean", "sum"):
    outputs = call_for_per_sample_grads(model, loss_reduction=said)(inputs)
    outputs.square().mean().backward()
    print(said, model.weight.grad_sample[0])
    model.weight.grad_sample = None
print(torch.autograd.grad(model(inputs[0]).square().sum(), model.weight))
