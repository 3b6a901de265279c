import torch

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
w = torch.tensor([2.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.0)

for step, batch in enumerate(x.split(2), 1):
    ((batch @ w).square().mean() / 2).backward()
    if step % 2 == 0:
        print(w.grad)
        optimizer.step()
        optimizer.zero_grad()
