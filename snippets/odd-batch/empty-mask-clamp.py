import torch

w = torch.tensor(2.0, requires_grad=True)
inputs = torch.tensor([1.0, 3.0, 0.5, 2.0, 1.0, 1.5])
masks = torch.tensor([0.0, 0.0, 1.0, 0.0, 1.0, 1.0])
optimizer = torch.optim.SGD([w], lr=0.1)
for rows in torch.arange(6).split(2):
    losses = (w * inputs[rows] - 1) ** 2
    mask = masks[rows]
    loss = (losses * mask).sum() / mask.sum().clamp(min=1)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(mask, w.detach())
