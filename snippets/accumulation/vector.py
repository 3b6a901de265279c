import torch

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
w = torch.tensor([2.0], requires_grad=True)

for batch in x.split(2):
    losses = (batch @ w).square()
    (losses / 2).backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
