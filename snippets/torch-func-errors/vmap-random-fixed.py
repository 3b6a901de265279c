import torch
from torch.func import vmap
from torch.nn.functional import dropout

x = torch.ones(3)
torch.manual_seed(0)
f = vmap(dropout, randomness="different")
print(f(x).shape)
