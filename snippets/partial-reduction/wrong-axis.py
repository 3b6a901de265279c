import torch

for batch, latent in (4, 2), (4, 20), (32, 2):
    mu = torch.ones(batch, latent)
    kl = 0.5 * mu**2
    row = kl.sum(dim=1).mean(), kl.mean(), kl.sum(dim=0).mean()
    print(batch, latent, [value.item() for value in row])
