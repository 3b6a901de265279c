import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

torch.manual_seed(0)
model = nn.ModuleDict({"embedding": nn.Embedding(4, 2), "adapter": nn.Linear(2, 2), "head": nn.Linear(2, 4)})
model["embedding"].requires_grad_(False)
print([name for name, p in model.named_parameters() if p.requires_grad])
hidden = checkpoint(model["adapter"], model["embedding"](torch.tensor([0, 1, 2])), use_reentrant=False)
loss = nn.functional.cross_entropy(model["head"](hidden), torch.tensor([1, 2, 3]))
loss.backward()
print([name for name, p in model.named_parameters() if p.requires_grad and p.grad is None])
