import math
import torch
from nets import MLP
from physics import burgers_residual, data_misfit, sample_domain

torch.manual_seed(1234)
NU = 0.01 / math.pi
N_F, N_B, N_0 = 64, 16, 16

u_net = MLP([2, 16, 16, 1])
opt = torch.optim.Adam(u_net.parameters(), lr=2e-3)

x0 = torch.linspace(-1, 1, N_0).unsqueeze(1)
ic = (torch.cat([x0, torch.zeros_like(x0)], 1), -torch.sin(math.pi * x0))
tb = torch.rand(N_B, 1)
xb = torch.cat([torch.ones(N_B // 2, 1), -torch.ones(N_B // 2, 1)])
bc = (torch.cat([xb, tb], 1), torch.zeros(N_B, 1))

lam = {"f": 1.0, "ic": 10.0, "bc": 10.0}

for it in range(5):
    opt.zero_grad()
    x, t = sample_domain(N_F)

    L_f = burgers_residual(u_net, x, t, NU)
    L_ic = data_misfit(u_net, *ic)
    L_bc = data_misfit(u_net, *bc)

    L = (lam["f"] * L_f
         + lam["ic"] * L_ic
         + lam["bc"] * L_bc)
    L.backward()
    opt.step()
    print("it %d  L=%.3e  (f %.2e | ic %.2e | bc %.2e)" % (it, L.item(), L_f.item(), L_ic.item(), L_bc.item()))
