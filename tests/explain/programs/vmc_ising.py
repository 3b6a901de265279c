# VMC for the transverse-field Ising chain, complex RBM ansatz, full summation (small N)
import itertools
import numpy as np
import torch

torch.manual_seed(0)
N, M = 6, 6
J, h = 1.0, 0.7

S = torch.tensor(list(itertools.product([1., -1.], repeat=N)), dtype=torch.cdouble)
D = S.shape[0]
idx = {tuple(int(v) for v in s.real): k for k, s in enumerate(S)}


def build_H(phi=0.15):
    H = torch.zeros(D, D, dtype=torch.cdouble)
    for k in range(D):
        s = S[k].real
        H[k, k] = -J * (s * s.roll(-1)).sum()
        for i in range(N):
            f = s.clone()
            f[i] *= -1
            H[idx[tuple(int(v) for v in f)], k] -= h * np.exp(1j * phi * float(s[i]))
    return H


def cparam(*shape, scale=0.05):
    re, im = torch.randn(2, *shape, dtype=torch.double) * scale
    return torch.complex(re, im).requires_grad_()


a, b, W = cparam(N), cparam(M), cparam(N, M)


def log_psi(s):
    th = b + s @ W
    return s @ a + torch.log(2 * torch.cosh(th)).sum(-1)


def psi(s):
    lp = log_psi(s)
    return torch.exp(lp - lp.real.max().detach())


def energy(H):
    v = psi(S)
    num = torch.vdot(v, H @ v)
    den = torch.vdot(v, v)
    return num / den


H = build_H()
assert torch.allclose(H, H.conj().T)
E0 = torch.linalg.eigvalsh(H)[0].item()
print("exact ground state: %.6f" % E0)

opt = torch.optim.Adam([a, b, W], lr=0.03)
for it in range(40):
    opt.zero_grad()
    E = energy(H)
    E.backward()
    opt.step()
    if it % 10 == 0:
        print(it, "E = %.6f" % E.real.item(), "dE = %.2e" % (E.real.item() - E0))
