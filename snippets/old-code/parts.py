import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
losses = [(w * part).square().mean() for part in (1.0, 2.0, 3.0)]
torch.autograd.backward(losses, [torch.ones(1) for _ in range(4)])  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([1]) and output[0] has a shape of torch.Size([]).
