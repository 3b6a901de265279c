import torch

x = torch.ones(3)
torch.manual_seed(0)
print(torch.func.vmap(lambda x: torch.nn.functional.dropout(x), randomness="different")(x).shape)
