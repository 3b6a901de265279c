import torch

losses = torch.ones(4, 3, 5)
print("sum(dim=0)              ", losses.sum(dim=0).shape)
print("sum(dim=1)              ", losses.sum(dim=1).shape)
print("sum(dim=(1, 2))         ", losses.sum(dim=(1, 2)).shape)
print("sum(dim=1, keepdim=True)", losses.sum(dim=1, keepdim=True).shape)
print("sum()                   ", losses.sum().shape)
