import torch
from torch.func import jacfwd, jacrev
from torch.utils.flop_counter import FlopCounterMode


def f(x):
    return torch.tanh(x @ W)


for inputs, outputs in (1000, 2), (2, 1000):
    x = torch.ones(inputs)
    W = torch.ones(inputs, outputs)
    for tool in jacrev, jacfwd:
        with FlopCounterMode(display=False) as counter:
            J = tool(f)(x)
        print(tuple(J.shape), tool.__name__, "FLOPs", counter.get_total_flops())
