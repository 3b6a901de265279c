import torch

losses = torch.ones(70000, dtype=torch.float16)
print(losses.sum())  # wrong
print(losses.mean())
print(losses.sum(dtype=torch.float32))
