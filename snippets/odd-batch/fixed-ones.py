import torch

w = torch.tensor(2.0, requires_grad=True)
inputs = torch.tensor([1.0, 3.0, 0.5, 2.0, 1.0, 1.5])
for rows in torch.arange(6).split(4):
    losses = (w * inputs[rows] - 1) ** 2
    print(losses.shape)
    losses.backward(gradient=torch.ones(4))  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([4]) and output[0] has a shape of torch.Size([2]).
