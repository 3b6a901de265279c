import torch
from torch import nn

torch.manual_seed(0)
modules = {
    "Linear": nn.Linear(4, 4),
    "LayerNorm": nn.LayerNorm(4),
    "BatchNorm1d": nn.BatchNorm1d(3),
    "BatchNorm1d, eval": nn.BatchNorm1d(3).eval(),
    "attention": nn.TransformerEncoderLayer(4, 1, 8),
    "attention, batch_first": nn.TransformerEncoderLayer(4, 1, 8, batch_first=True),
}

for name, module in modules.items():
    x = torch.randn(5, 3, 4, requires_grad=True)
    y = module(x)
    (grad,) = torch.autograd.grad(y[0, 0, 0], x)
    print((grad.abs().amax(dim=(1, 2)) > 1e-6).tolist(), name)
