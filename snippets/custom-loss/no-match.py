import torch

w = torch.tensor([1.0, 1.0, 2.0, 2.0], requires_grad=True)
boxes = torch.tensor([[1.0, 1.0, 2.0, 3.0], [2.0, 1.0, 1.0, 4.0], [0.0, 1.0, 3.0, 1.0]])
for matched in torch.tensor([True, False, True]), torch.zeros(3, dtype=torch.bool):
    losses = (boxes[matched] * w - boxes[matched]).abs().sum(dim=-1)
    print("mean", losses.mean().item())  # wrong
    print("sum over at least 1", (losses.sum() / max(len(losses), 1)).item())
