import torch

losses = torch.tensor([1.0, 2.0, 3.0], requires_grad=True).square()
print(losses.detach().numpy())
