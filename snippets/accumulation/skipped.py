import torch

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
w = torch.tensor([2.0], requires_grad=True)

for step, batch in enumerate(x.split(2), 1):
    loss = (batch @ w).square().mean()
    if step % 2 == 0:
        loss.backward()
print(w.grad)  # wrong
