import torch
from torch import nn

critic = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
for weight in critic.parameters():
    nn.init.constant_(weight, 2e-5)
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)

scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
with torch.autocast("cpu", dtype=torch.float16):
    scores = critic(x)
(scaled,) = torch.autograd.grad(scaler.scale(scores.sum().float()), x, create_graph=True)
gradient = scaled / scaler.get_scale()
penalty = (gradient.norm(dim=1) - 1).square().mean()
scaler.scale(penalty).backward()
print(gradient)
print(torch.autograd.grad(critic(x).sum(), x))
