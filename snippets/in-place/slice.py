import torch

torch.manual_seed(0)
layer = torch.nn.Linear(2, 2)
x = torch.randn(3, 4, 2, requires_grad=True)
tokens = 2 * x
first = tokens[:, 0]
tokens[:, 0] = layer(first)
tokens.square().sum().backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [3, 2]], which is output 0 of AsStrided, is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
tokens = 2 * x
joined = torch.cat([layer(tokens[:, 0])[:, None], tokens[:, 1:]], 1)
(expected,) = torch.autograd.grad(joined.square().sum(), x)
print(torch.equal(x.grad, expected))
