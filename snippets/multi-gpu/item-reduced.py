import torch

losses = torch.tensor([2.5, 12.5])
correct = torch.tensor([1.0, 2.0])
anchors = torch.tensor([9, 9])
print(losses.shape)
print("loss", losses.mean().item(), "correct", correct.sum().item(), "anchors", anchors[0].item())
