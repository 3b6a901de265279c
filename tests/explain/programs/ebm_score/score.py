import torch


def score(model, x, create_graph=True):
    """s(x) = -dE/dx, one row per sample."""
    x = x.detach().requires_grad_(True)
    energy = model(x)
    (g,) = torch.autograd.grad(energy, x, create_graph=create_graph)
    return -g


def dsm_loss(model, x, sigma):
    eps = torch.randn_like(x)
    noisy = x + sigma * eps
    target = -eps / sigma
    s = score(model, noisy)
    return 0.5 * ((s - target) ** 2).sum(dim=1).mean() * sigma ** 2
