import torch
from torch import nn


class Quantised(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(nn.Linear(2, 2).weight.mul(9).to(torch.int8), requires_grad=False)
        self.scale = nn.Parameter(torch.tensor(0.1))
        self.lora_A = nn.Linear(2, 1, bias=False)
        self.lora_B = nn.Linear(1, 2, bias=False)

    def forward(self, x):
        return x @ self.weight.to(x.dtype) * self.scale + self.lora_B(self.lora_A(x))


model = Quantised().requires_grad_(False)
for name, parameter in model.named_parameters():
    parameter.requires_grad = True  # RuntimeError: only Tensors of floating point and complex dtype can require gradients
model(torch.ones(3, 2)).mean().backward()
print([name for name, p in model.named_parameters() if p.grad is not None])
