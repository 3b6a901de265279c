"""A CPU stand-in for nn.DataParallel, so the launcher can be tested without GPUs."""
import copy

import torch
import torch.nn as nn


def scatter(batch, n):
    parts = {k: v.chunk(n) for k, v in batch.items()}
    return [{k: parts[k][i] for k in parts} for i in range(n)]


def gather(outputs):
    first = outputs[0]
    if isinstance(first, torch.Tensor):
        if first.dim() == 0:
            return torch.stack(outputs)
        return torch.cat(outputs)
    if isinstance(first, tuple):
        return tuple(gather(list(o)) for o in zip(*outputs))
    raise TypeError(type(first))


class ReplicaParallel(nn.Module):
    def __init__(self, module, num_replicas=2):
        super().__init__()
        self.module = module
        self.num_replicas = num_replicas

    def forward(self, **batch):
        outs = [self.module(**shard) for shard in scatter(batch, self.num_replicas)]
        return gather(outs)
