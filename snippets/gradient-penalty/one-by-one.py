import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Flatten(), nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
real = torch.randn(3, 1, 2, 2)
fake = torch.randn(3, 1, 2, 2)
mix = torch.rand(3, 1, 1, 1)
x = (mix * real + (1 - mix) * fake).requires_grad_()
norms = []
for image in x.split(1):
    score = critic(image)
    (grad,) = torch.autograd.grad(score, image)
    norms.append(grad.norm())
print(score.shape)
print(torch.stack(norms))
