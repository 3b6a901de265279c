import torch

inputs = torch.ones(3, 2)
targets = torch.ones(2)
print(torch.func.vmap(lambda x, y: x.sum() - y, in_dims=(1, 0))(inputs, targets))
