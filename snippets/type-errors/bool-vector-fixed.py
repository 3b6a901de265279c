import torch

losses = torch.tensor([1.0, 2.0, 3.0])
if losses.mean() > 2:
    print("large")
print((losses > 2).any(), (losses > 2).all())
