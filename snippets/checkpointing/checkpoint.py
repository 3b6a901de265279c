import torch
from torch.utils.checkpoint import checkpoint

layer = torch.nn.Linear(2, 1)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
outputs = checkpoint(layer, inputs, use_reentrant=True)
outputs.mean().backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
