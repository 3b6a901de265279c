import torch

losses = torch.ones(2, 3, 5)
mask = torch.tensor([[[1.0], [1.0], [1.0]], [[1.0], [0.0], [0.0]]])
print(mask.shape, ((losses * mask).sum() / mask.sum()).item())  # wrong
mask = mask.expand_as(losses)
print(mask.shape, ((losses * mask).sum() / mask.sum()).item())
