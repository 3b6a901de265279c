# %% [markdown]
# # Fitting a SIREN to an image through its gradients (assignment 3, part b)

# %%
import numpy as np
import torch
from torch import nn

torch.manual_seed(3)
np.random.seed(3)

SIDE = 16
OMEGA = 30.0


# %%
class SineLayer(nn.Module):
    def __init__(self, n_in, n_out, is_first=False, omega_0=OMEGA):
        super().__init__()
        self.omega_0 = omega_0
        self.linear = nn.Linear(n_in, n_out)
        with torch.no_grad():
            bound = 1 / n_in if is_first else np.sqrt(6 / n_in) / omega_0
            self.linear.weight.uniform_(-bound, bound)

    def forward(self, x):
        return torch.sin(self.omega_0 * self.linear(x))


class Siren(nn.Module):
    def __init__(self, hidden=32, n_layers=2):
        super().__init__()
        layers = [SineLayer(2, hidden, is_first=True)]
        layers += [SineLayer(hidden, hidden) for _ in range(n_layers)]
        layers += [nn.Linear(hidden, 1)]
        self.net = nn.Sequential(*layers)

    def forward(self, coords):
        coords = coords.clone().detach().requires_grad_(True)
        return self.net(coords), coords


# %%
def get_mgrid(n):
    t = torch.linspace(-1, 1, n)
    return torch.stack(torch.meshgrid(t, t, indexing="ij"), dim=-1).reshape(-1, 2)


def gradient(y, x):
    """dy/dx for every pixel"""
    grad = torch.autograd.grad(y, [x], create_graph=True)[0]
    return grad


def gradients_mse(model_output, coords, gt_gradients):
    g = gradient(model_output, coords)
    return (g - gt_gradients).pow(2).sum(-1).mean()


# %%
img = torch.rand(SIDE, SIDE)
gx = torch.zeros_like(img)
gy = torch.zeros_like(img)
gx[1:-1] = (img[2:] - img[:-2]) / 2
gy[:, 1:-1] = (img[:, 2:] - img[:, :-2]) / 2
gt = 10 * torch.stack([gx, gy], -1).reshape(-1, 2)
grid = get_mgrid(SIDE)

# %%
siren = Siren()
opt = torch.optim.Adam(siren.parameters(), lr=1e-4)
print("params:", sum(p.numel() for p in siren.parameters()))

for step in range(30):
    out, coords = siren(grid)
    loss = gradients_mse(out, coords, gt)
    opt.zero_grad()
    loss.backward()
    opt.step()
    if step % 10 == 0:
        print("Step %d, Total loss %0.6f" % (step, loss))
