# Identify the viscosity of Burgers' equation  u_t + u u_x = nu u_xx,  periodic on [0, 2 pi),
# and the two lowest Fourier modes of u(0, .), from noisy snapshots.
# Space: spectral.  Time: classical RK4.  Optimiser: L-BFGS with strong Wolfe.
import math
import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(3)

N, K, dt = 48, 30, 0.02
x = torch.arange(N) * (2 * math.pi / N)
t = torch.arange(K + 1) * dt
k = torch.fft.rfftfreq(N, 1.0 / N)
dealias = (k < N / 3).to(torch.float64)


def Dx(u):
    return torch.fft.irfft(1j * k * torch.fft.rfft(u) * dealias, n=N)


def Dxx(u):
    return torch.fft.irfft(-k ** 2 * torch.fft.rfft(u), n=N)


def f(u, nu):
    return -u * Dx(u) + nu * Dxx(u)


def rk4(u, nu, h):
    a = f(u, nu)
    b = f(u + h / 2 * a, nu)
    c = f(u + h / 2 * b, nu)
    d = f(u + h * c, nu)
    return u + h / 6 * (a + 2 * b + 2 * c + d)


def solve(c, nu):
    u = c[0] * torch.sin(x) + c[1] * torch.cos(2 * x)
    U = [u]
    for _ in range(K):
        u = rk4(u, nu, dt)
        U.append(u)
    return torch.stack(U)


c_true, nu_true = torch.tensor([1.0, 0.5]), torch.tensor(0.15)
Y = solve(c_true, nu_true)
Y = Y + 0.01 * torch.randn_like(Y)

c = torch.tensor([0.6, 0.1], requires_grad=True)
q = torch.tensor(0.0, requires_grad=True)
opt = torch.optim.LBFGS([c, q], lr=1.0, max_iter=8, line_search_fn="strong_wolfe")
tol, it, g = 1e-6, 0, math.inf
eps = 1e-8
nu = lambda: 0.2 * torch.sigmoid(q)       # RK4 is stable for nu < 0.24 on this grid


def misfit(U):
    """J(c, nu) = int_0^T int_0^2pi |u - y|^2 dx dt"""
    r = U - Y
    return torch.trapezoid(r * r, x, dim=-1)


def closure():
    opt.zero_grad()
    J = 0.5 * misfit(solve(c, nu())) + eps * c @ c
    J.backward()
    return J


while g > tol and it < 4:
    J = opt.step(closure)
    g = max(c.grad.abs().max().item(), q.grad.abs().item())
    it += 1
    print("%2d  J = %.6e  |g| = %.2e  nu = %.5f  c = (%.4f, %.4f)"
          % (it, J.item(), g, nu().item(), *c.tolist()))
print("nu error: %.2e" % abs(nu().item() - nu_true.item()))
