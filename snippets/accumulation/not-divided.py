import torch

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
w = torch.tensor([2.0], requires_grad=True)

for batch in x.split(2):
    loss = (batch @ w).square().mean()
    loss.backward()
print(w.grad)  # wrong
