import torch
import torch.nn as nn
from solver import odeint


def pendulum(t, y, g=9.81, damping=0.1):
    th, om = y[..., 0], y[..., 1]
    return torch.stack([om, -g * torch.sin(th) - damping * om], dim=-1)


class VectorField(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.nfe = 0
        self.net = nn.Sequential(nn.Linear(2, width), nn.Softplus(), nn.Linear(width, 2))

    def forward(self, t, y):
        self.nfe += 1
        return self.net(y)


def main(n_iter=5, n_traj=6, n_t=8):
    torch.manual_seed(40)
    ts = torch.linspace(0, 0.7, n_t)
    y0 = torch.randn(n_traj, 2)
    with torch.no_grad():
        target = odeint(pendulum, y0, ts)
    field = VectorField()
    optim = torch.optim.Adam(field.parameters(), 1e-2)
    for it in range(n_iter):
        field.nfe = 0
        traj = odeint(field, y0, ts)
        traj_loss = nn.functional.mse_loss(traj, target)
        optim.zero_grad()
        traj_loss.backward()
        optim.step()
        print(f"{it}: loss {traj_loss.item():.4f}, nfe {field.nfe}")


if __name__ == "__main__":
    main()
