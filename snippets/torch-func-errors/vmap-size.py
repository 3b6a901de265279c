import torch

inputs = torch.ones(3, 2)
targets = torch.ones(2)
torch.func.vmap(lambda x, y: x.sum() - y)(inputs, targets)  # ValueError: vmap: Expected all tensors to have the same size in the mapped dimension, got sizes [3, 2] for the mapped dimension
