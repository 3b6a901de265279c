import torch
from torch.utils.checkpoint import checkpoint


def attend(hidden):
    seen = [*cache, hidden]
    if use_cache:
        cache.append(hidden)
    return torch.cat(seen).exp().sum(0)


use_cache = False
cache = []
hidden = torch.tensor([[0.1, 0.2]], requires_grad=True)
try:
    checkpoint(attend, hidden, use_reentrant=False).sum().backward()
    print(hidden.grad)
except torch.utils.checkpoint.CheckpointError as error:
    print(str(error).split("\n.")[0])
