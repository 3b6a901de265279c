import torch

for batch_size in 1, 4:
    w = torch.tensor(2.0, requires_grad=True)
    inputs = torch.tensor([1.0, 3.0, 0.5, 2.0])[:batch_size]
    losses = (w * inputs - 1) ** 2
    print(losses.shape)
    losses.mean().backward()
    print(w.grad)
