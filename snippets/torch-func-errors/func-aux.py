import torch

x = torch.tensor([1.0, 2.0, 3.0])
torch.func.grad(lambda x: x.square().sum(), has_aux=True)(x)  # RuntimeError: grad_and_value(f)(*args): output of function f should be a tuple: (output, aux) if has_aux is True
