# PINN for viscous Burgers on x in [-1,1], periodic; L-BFGS as in Raissi's paper
import numpy as np
import torch
import torch.nn as nn

torch.manual_seed(1234)
np.random.seed(1234)
torch.set_default_dtype(torch.float64)

nu = 0.01 / np.pi
N_f, N_0, N_b = 60, 20, 12
layers = [2, 20, 20, 1]
lam = dict(f=1.0, ic=10.0, bc=1.0, bcx=1.0)

seq = []
for i in range(len(layers) - 2):
    seq += [nn.Linear(layers[i], layers[i + 1]), nn.Tanh()]
seq.append(nn.Linear(layers[-2], layers[-1]))
net = nn.Sequential(*seq)
for m in net:
    if isinstance(m, nn.Linear):
        nn.init.xavier_normal_(m.weight)


def u(x, t):
    return net(torch.cat([x, t], dim=1))


def d(f, v):
    return torch.autograd.grad(f.sum(), v, create_graph=True)[0]


def residual(x, t):
    U = u(x, t)
    u_x = d(U, x)
    return d(U, t) + U * u_x - nu * d(u_x, x)


def col(a):
    return torch.tensor(a).reshape(-1, 1).requires_grad_()


x_f = col(np.random.uniform(-1, 1, N_f))
t_f = col(np.random.uniform(0, 1, N_f))
x_0 = col(np.linspace(-1, 1, N_0))
u_0 = -torch.sin(np.pi * x_0).detach()
t_0 = torch.zeros_like(x_0)
t_b = col(np.linspace(0, 1, N_b))
left, right = -torch.ones(N_b, 1), torch.ones(N_b, 1)
left.requires_grad_(); right.requires_grad_()

mse = nn.MSELoss()
terms = {
    'f': lambda: residual(x_f, t_f).square().mean(),
    'ic': lambda: mse(u(x_0, t_0), u_0),
    'bc': lambda: (u(left, t_b) - u(right, t_b)) ** 2,
    'bcx': lambda: mse(d(u(left, t_b), left), d(u(right, t_b), right)),
}

opt = torch.optim.LBFGS(net.parameters(), lr=1.0, max_iter=15, history_size=20,
                        line_search_fn='strong_wolfe')
it = 0


def closure():
    global it
    opt.zero_grad()
    J = 0.0
    for k, term in terms.items():
        J = J + lam[k] * term()
    J.backward()
    it += 1
    if it % 5 == 0:
        print('It: %d, Loss: %.3e' % (it, J.item()))
    return J


print('collocation points:', N_f, ' boundary:', N_b)
opt.step(closure)
with torch.no_grad():
    err = (u(x_0, t_0) - u_0).norm() / u_0.norm()
print('relative error at t=0: %.3f' % err.item())
