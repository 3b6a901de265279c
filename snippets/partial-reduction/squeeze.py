import torch

for images, channels in (4, 1), (4, 2), (1, 1):
    losses = torch.ones(images, channels, 8, 8)
    print(images, channels, "squeeze", list(losses.mean(dim=(2, 3)).squeeze().shape))  # wrong
    print(images, channels, "flatten", list(losses.flatten(1).mean(1).shape))
