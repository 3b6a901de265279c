import torch
from torch.func import vmap

table = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
index = torch.tensor([2, 0])
print(vmap(lambda row, i: row[i])(table, index))
mask = table > 2
print(vmap(lambda row, m: torch.where(m, row, 0.0).sum())(table, mask))
