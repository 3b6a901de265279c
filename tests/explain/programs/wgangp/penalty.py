import torch


def interpolate(real, fake):
    eps = torch.rand(real.size(0), *[1] * (real.dim() - 1))
    return eps * real + (1 - eps) * fake


def gradient_penalty(critic, real, fake, center=1.0):
    mid = interpolate(real, fake.detach())
    score = critic(mid)
    g = torch.autograd.grad(
        outputs=score,
        inputs=mid,
        grad_outputs=torch.ones_like(score),
        create_graph=True,
        retain_graph=True,
    )[0]
    return ((g.flatten(1).norm(2, dim=1) - center) ** 2).mean()
