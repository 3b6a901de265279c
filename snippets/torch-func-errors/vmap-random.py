import torch
from torch.func import vmap
from torch.nn.functional import dropout

x = torch.ones(3)
f = vmap(dropout)
f(x)  # RuntimeError: vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness flags on vmap or perform the randomness operation out of vmap
