import torch

z = torch.tensor([1.0 + 2.0j, 3.0 - 1.0j], requires_grad=True)
(z * z).backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
