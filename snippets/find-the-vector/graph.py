from math import prod

import torch
from torch.nn.functional import cross_entropy, mse_loss


def shape(edge):
    return list(edge[0]._input_metadata[edge[1]].shape)


def name_the_vector(loss):
    edges = [(loss.grad_fn, loss.output_nr)]
    for edge in edges:
        vectors = [part for part in edge[0].next_functions if part[0] and prod(shape(part)) != 1]
        alike = vectors and all(part[0].next_functions and shape(part) == shape(edge) for part in vectors)
        most = {"Add": 2, "Sub": 2, "Rsub": 1, "Neg": 1, "Mul": 1, "Div": 1}
        if alike and len(vectors) <= most.get(edge[0].name().partition("Backward")[0], 0):
            edges += [part for part in dict.fromkeys(vectors) if part not in edges]
        else:
            stack = edge[0].metadata.get("traceback_", [])
            print(shape(edge), edge[0].name())
            print(*[frame for frame in stack if torch.__path__[0] not in frame][-1:], end="")


torch.autograd.set_detect_anomaly(True, check_nan=False)
model = torch.nn.Linear(3, 2)
logits = model(torch.ones(4, 3))
fit = cross_entropy(logits, torch.tensor([0, 1, 1, 0]))
smooth = mse_loss(logits, torch.zeros(4, 2), reduction="none").mean(dim=1)
size = model.weight.square().sum()
loss = fit + 0.1 * smooth + 0.01 * size
name_the_vector(loss)
