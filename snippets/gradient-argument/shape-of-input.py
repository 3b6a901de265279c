import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x[:2] ** 2
y.backward(gradient=torch.ones_like(x))  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([3]) and output[0] has a shape of torch.Size([2]).
