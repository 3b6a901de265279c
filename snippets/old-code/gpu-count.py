import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
gpus = 4
loss = w.square().mean()
loss.backward(torch.ones(gpus))  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([4]) and output[0] has a shape of torch.Size([]).
