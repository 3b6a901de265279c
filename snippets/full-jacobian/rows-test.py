import torch
from torch import nn

torch.manual_seed(0)
modules = {
    "Linear": nn.Linear(4, 4),
    "LayerNorm": nn.LayerNorm(4),
    "BatchNorm1d": nn.BatchNorm1d(2),
    "BatchNorm1d, eval": nn.BatchNorm1d(2).eval(),
    "attention": nn.TransformerEncoderLayer(4, 1, 8),
    "attention, batch_first": nn.TransformerEncoderLayer(4, 1, 8, batch_first=True),
    "GRU": nn.GRU(4, 4),
    "GRU, batch_first": nn.GRU(4, 4, batch_first=True),
}

for name, module in modules.items():
    x = torch.randn(3, 2, 4, requires_grad=True)
    y = module(x)
    y = y[0] if isinstance(y, tuple) else y
    weights = torch.randn_like(y[0])
    rows = []
    for row in y:
        (grad,) = torch.autograd.grad((row * weights).sum(), x, retain_graph=True)
        rows.append([i for i, g in enumerate(grad) if g.any()])
    print(rows, name)
