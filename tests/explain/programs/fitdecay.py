# Lab 3, muon lifetime. Fit N(t) = A exp(-t/tau) + B + C t with gaussian priors (MAP), LBFGS
# Tomás R., physics 3rd year
import torch
import numpy as np

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(42)

# data ------------------------------------------------
t = torch.linspace(0.2, 10, 50)
A, tau, B, C = 900., 2.2, 12., 0.3
mu = A * torch.exp(-t / tau) + B + C * t
y = torch.tensor(rng.poisson(mu.numpy()).astype(float))
s = torch.sqrt(torch.clamp(y, min=1))

# priors: mean and width for (A, tau, B, C), everything scaled by k
k = torch.tensor([1000., 1., 10., 1.])
m = torch.tensor([1000., 2.0, 10., 0.]) / k
w = torch.tensor([300., 0.5, 10., 1.]) / k


def f(q):
    a, l, b, c = q * k
    return a * torch.exp(-t / l) + b + c * t


def fit(q0, tol=1e-8, nmax=15):
    q = q0.clone().requires_grad_(True)
    opt = torch.optim.LBFGS([q], lr=0.5, max_iter=10, line_search_fn='strong_wolfe')

    def closure():
        opt.zero_grad()
        r = (y - f(q)) / s
        L = 0.5 * (r ** 2).sum() + \
            0.5 * ((q - m) / w) ** 2
        L.backward()
        return L

    n, old = 0, float('inf')
    while n < nmax:
        L = float(opt.step(closure))
        n += 1
        if abs(old - L) < tol * abs(L):
            break
        old = L
    return q.detach(), L, n


best = None
for trial in range(3):
    q0 = m * (1 + 0.1 * torch.tensor(rng.standard_normal(4)))
    q, L, n = fit(q0)
    print(f'trial {trial}: L = {L:.3f} after {n} steps, tau = {q[1] * k[1]:.3f} us')
    if best is None or L < best[1]:
        best = (q, L)

q = best[0]


def nll(v):
    return 0.5 * (((y - f(v)) / s) ** 2).sum()


H = torch.autograd.functional.hessian(nll, q)
cov = torch.linalg.inv(H + torch.diag(1 / w ** 2))
err = torch.sqrt(torch.diag(cov)) * k
for name, v, e in zip(['A', 'tau', 'B', 'C'], q * k, err):
    print(f'{name:>4s} = {v:9.3f} +- {e:.3f}')
print('chi2/dof = %.2f' % (2 * nll(q).item() / (len(t) - 4)))
