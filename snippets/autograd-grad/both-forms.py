import torch

device = "cpu"
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(3, 16), torch.nn.Tanh(), torch.nn.Linear(16, 1)).to(device)
x = torch.randn(64, 3).to(device).requires_grad_()
density = model(x).squeeze(1)
(by_sum,) = torch.autograd.grad(density.sum(), x, retain_graph=True)
(by_ones,) = torch.autograd.grad(density, x, grad_outputs=torch.ones_like(density))
print((by_sum - by_ones).abs().max().item(), (by_sum == 0).all(dim=1).sum().item())
