import torch

z = torch.tensor(3.0 + 1.0j, requires_grad=True)
w = z.square()
(of_real,) = torch.autograd.grad(w.real, z, retain_graph=True)
(of_imag,) = torch.autograd.grad(w.imag, z)
print(of_real, of_imag)
print(of_real.conj(), 2 * z.detach())
