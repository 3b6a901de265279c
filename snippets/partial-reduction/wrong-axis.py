import torch

for batch, latent in (4, 2), (4, 20), (32, 2):
    mu = torch.ones(batch, latent)
    kl = 0.5 * mu**2
    print("batch", batch, "latent", latent)
    print("  sum(dim=1).mean()", kl.sum(dim=1).mean().item())
    print("  mean()           ", kl.mean().item())  # wrong
    print("  sum(dim=0).mean()", kl.sum(dim=0).mean().item())  # wrong
