import torch
from torch import autograd


def wasserstein_critic(real_score, fake_score):
    return fake_score.mean() - real_score.mean()


def wasserstein_gen(fake_score):
    return -fake_score.mean()


def gradient_penalty(critic, real, fake, target=1.0, one_sided=False):
    """Penalty on the norm of the critic's gradient at points between real and fake."""
    eps = torch.rand(real.size(0), 1, device=real.device)
    mid = (eps * real + (1 - eps) * fake).requires_grad_(True)
    score = critic(mid)
    (g,) = autograd.grad(
        outputs=score,
        inputs=mid,
        grad_outputs=torch.ones_like(score),
        create_graph=True,
        retain_graph=True,
    )
    g_norm = g.view(g.size(0), -1).norm(2, dim=1)
    if one_sided:
        return torch.relu(g_norm - target).square().mean()
    return (g_norm - target) ** 2


def drift(real_score, w=1e-3):
    # PGGAN's drift term
    return w * (real_score ** 2).mean()
