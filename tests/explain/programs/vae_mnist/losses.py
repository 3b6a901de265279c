"""ELBO terms."""
import torch
import torch.nn.functional as F


def reconstruction(x_hat, x):
    bce = F.binary_cross_entropy(x_hat, x, reduction="none")
    return bce.flatten(1).sum(dim=1).mean()


def kl_divergence(mu, logvar):
    # closed form against N(0, I), summed over the latent dimensions
    kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)
    return kl


def elbo(x, x_hat, mu, logvar, beta=1.0):
    rec = reconstruction(x_hat, x)
    reg = kl_divergence(mu, logvar)
    return rec + beta * reg, {"rec": rec.detach(), "kl": reg.detach()}
