import torch
from torch import nn

linear = nn.Linear(3, 2)
no_bias = nn.Linear(3, 2, bias=False)
rows = torch.ones(4, 3)
sequences = torch.ones(4, 5, 3)

outputs = {
    "Linear, 2-D": linear(rows),
    "Linear, 3-D": linear(sequences),
    "Linear, 3-D, transposed": linear(sequences.transpose(0, 1)),
    "without bias, 2-D": no_bias(rows),
    "without bias, 3-D": no_bias(sequences),
    "Conv2d": nn.Conv2d(3, 2, 1)(torch.ones(4, 3, 5, 5)),
    "GRU": nn.GRU(3, 2)(sequences)[0],
}
for layer, output in outputs.items():
    print(f"{layer:24} {output.grad_fn.name():20} {list(output.shape)}")
