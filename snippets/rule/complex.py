import torch

z = torch.tensor(1.0 + 2.0j, requires_grad=True)
(z * z).backward()  # RuntimeError: grad can be implicitly created only for real scalar outputs but got torch.complex64
