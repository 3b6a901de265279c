# Scientific ML course, problem 3: PINN for Lotka-Volterra (predator / prey)
import torch
import torch.nn as nn

torch.manual_seed(0)
a, b, c, d = 1.1, 0.4, 0.4, 0.1
T = 4.0


class Net(nn.Module):
    def __init__(self, width=24):
        super().__init__()
        self.f = nn.Sequential(
            nn.Linear(1, width), nn.Tanh(),
            nn.Linear(width, width), nn.Tanh(),
            nn.Linear(width, 2),
        )

    def forward(self, t):
        return self.f(t / T)


def ddt(y, t):
    cols = [torch.autograd.grad(y[:, k].sum(), t, create_graph=True)[0] for k in range(y.shape[1])]
    return torch.cat(cols, dim=1)


def rhs(y):
    u, v = y[:, :1], y[:, 1:]
    return torch.cat([a * u - b * u * v, d * u * v - c * v], dim=1)


def physics(net, t):
    y = net(t)
    res = ddt(y, t) - rhs(y)
    return (res ** 2).mean(dim=0)


def initial(net, y0):
    return ((net(torch.zeros(1, 1)) - y0) ** 2).sum()


def measurements(net, t_obs, y_obs):
    return nn.functional.mse_loss(net(t_obs), y_obs)


net = Net()
y0 = torch.tensor([[4.0, 2.0]])
t_obs = torch.linspace(0, T, 9).unsqueeze(1)
y_obs = y0 + 0.3 * torch.randn(9, 2)
opt = torch.optim.Adam(net.parameters(), lr=2e-3)
lam = {"pde": 1.0, "ic": 10.0, "data": 0.5}

for it in range(40):
    t_col = (T * torch.rand(64, 1)).requires_grad_(True)
    opt.zero_grad()
    L_pde = physics(net, t_col)
    L_ic = initial(net, y0)
    L_data = measurements(net, t_obs, y_obs)
    L = (lam["pde"] * L_pde
         + lam["ic"] * L_ic
         + lam["data"] * L_data)
    L.backward()
    opt.step()
    if it % 10 == 0:
        print("it %3d   L = %.4e" % (it, L.item()))
