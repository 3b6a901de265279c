import torch

x = torch.ones(3, requires_grad=True)
x.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
