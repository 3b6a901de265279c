import torch


def energy(positions):
    bond = positions[1] - positions[0]
    third = positions[2] - positions[0]
    return bond.square().sum() + (bond * third).sum().sin()


positions = torch.linspace(0, 2, 6, dtype=torch.double).sin().view(3, 2).requires_grad_()
print(torch.autograd.gradcheck(energy, positions, raise_exception=False))
