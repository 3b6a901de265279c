import torch

x = torch.ones(3)
torch.func.vmap(lambda x: torch.nn.functional.dropout(x))(x)  # RuntimeError: vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness flags on vmap or perform the randomness operation out of vmap
