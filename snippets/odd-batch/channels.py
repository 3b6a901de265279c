import torch

w = torch.tensor(2.0, requires_grad=True)
for batch_size, channels in (1, 1), (4, 1), (1, 3):
    images = torch.ones(batch_size, channels, 2, 2)
    losses = ((w * images - 1) ** 2).mean(dim=(2, 3))
    try:
        losses.backward()
        print(losses.shape, "works")
    except RuntimeError as error:
        print(losses.shape, error)
