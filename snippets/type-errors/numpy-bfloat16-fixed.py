import torch

losses = torch.tensor([1.0, 2.0, 3.0], dtype=torch.bfloat16)
print(losses.float().numpy())
