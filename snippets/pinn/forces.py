import torch


def energy(positions):
    bond = positions[1] - positions[0]
    angle = bond @ (positions[2] - positions[0])
    return bond.square().sum() + angle.sin()


positions = torch.tensor([[0.0, 0.0], [1.0, 0.2], [0.3, 0.9]], dtype=torch.float64)
positions.requires_grad_()
(grad,) = torch.autograd.grad(energy(positions), positions)
print(-grad[1])
step = torch.zeros_like(positions)
step[1, 0] = 1e-6
print((energy(positions - step) - energy(positions + step)).item() / 2e-6)
