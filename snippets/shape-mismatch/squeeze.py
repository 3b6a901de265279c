import torch

layer = torch.nn.Linear(2, 1, bias=False)
torch.nn.init.constant_(layer.weight, 0.5)
for rows in ([[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0]]):
    x = torch.tensor(rows, requires_grad=True)
    y = layer(x).square().squeeze()
    (grad,) = torch.autograd.grad(y, x, grad_outputs=torch.ones(len(x)))  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([1]) and output[0] has a shape of torch.Size([]).
    print(grad)
