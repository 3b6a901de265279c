import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0], [0.0, 2.0], [2.0, 2.0]])
targets = torch.tensor([1.0, 0.0, 2.0, 1.0])
losses = (inputs @ w - targets) ** 2
losses.backward(torch.ones(1))  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([1]) and output[0] has a shape of torch.Size([4]).
