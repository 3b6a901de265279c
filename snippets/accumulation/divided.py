import torch

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
w = torch.tensor([2.0], requires_grad=True)

for batch in x.split(2):
    loss = (batch @ w).square().mean()
    (loss / 2).backward()
print(w.grad)
print(torch.autograd.grad((x @ w).square().mean(), w))
