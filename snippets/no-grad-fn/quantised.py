import torch

model = torch.nn.Linear(4, 4, bias=False)
model.weight = torch.nn.Parameter(torch.ones(4, 4, dtype=torch.uint8), requires_grad=False)
for parameter in model.parameters():
    parameter.requires_grad = True  # RuntimeError: only Tensors of floating point and complex dtype can require gradients
