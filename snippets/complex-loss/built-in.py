import torch
from torch.nn.functional import l1_loss, mse_loss

z = torch.tensor([3.0 + 2.0j, 2.0 + 4.0j], requires_grad=True)
target = torch.tensor([1.0 + 1.0j, 1.0 + 1.0j])
try:
    mse_loss(z, target)
except RuntimeError as error:
    print(error)

print((z - target).abs().square().mean().item())
print(2 * mse_loss(torch.view_as_real(z), torch.view_as_real(target)).item())
print(torch.equal(l1_loss(z, target), (z - target).abs().mean()))
