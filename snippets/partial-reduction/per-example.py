import torch

for shape in (4, 3), (4, 3, 5), (4, 1, 8, 8):
    losses = torch.ones(shape, requires_grad=True)
    per_example = losses.flatten(1).mean(1)
    weights = torch.tensor([1.0, 1.0, 2.0, 4.0])
    loss = (weights * per_example).sum() / weights.sum()
    loss.backward()
    print(shape, per_example.shape, losses.grad.flatten(1).sum(1))
