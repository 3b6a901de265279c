import torch

IMAGE = 32
ids = torch.tensor([32, 5, 32, 7])
start = int(torch.where(ids == IMAGE)[0])  # ValueError: only one element tensors can be converted to Python scalars
