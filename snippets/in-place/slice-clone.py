import torch

torch.manual_seed(0)
layer = torch.nn.Linear(2, 2)
x = torch.randn(3, 4, 2, requires_grad=True)
tokens = 2 * x
first = tokens[:, 0].clone()
tokens[:, 0] = layer(first)
tokens.square().sum().backward()
tokens = 2 * x
joined = torch.cat([layer(tokens[:, 0])[:, None], tokens[:, 1:]], 1)
(expected,) = torch.autograd.grad(joined.square().sum(), x)
print(torch.equal(x.grad, expected))
