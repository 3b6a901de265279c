import torch

loss = torch.tensor([1.0, 3.0], requires_grad=True).mean()
total = 0.0
total += loss.item()
print(total)
