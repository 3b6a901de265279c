import torch

losses = torch.tensor([5.0, 5.0, 5.0])
weights = torch.tensor([0.1, 0.1, 0.0])
total = weights.sum()
print("clamp(min=1)", ((losses * weights).sum() / total.clamp(min=1)).item())  # wrong
print("total > 0   ", ((losses * weights).sum() / torch.where(total > 0, total, 1)).item())
