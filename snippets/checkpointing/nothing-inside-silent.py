import torch
from torch.utils.checkpoint import checkpoint


def block(hidden):
    with torch.no_grad():
        return frozen(hidden)


frozen = torch.nn.Linear(2, 2)
first, head = torch.nn.Linear(2, 2), torch.nn.Linear(2, 1)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
hidden = checkpoint(block, first(inputs), use_reentrant=False)
head(hidden).mean().backward()
print({name: p.grad is not None for name, p in first.named_parameters()})  # wrong
