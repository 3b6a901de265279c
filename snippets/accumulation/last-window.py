import torch

x = torch.tensor([[1.0], [2.0], [3.0]])
w = torch.tensor([2.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.0)

batches = x.split(1)
for step, batch in enumerate(batches, 1):
    ((batch @ w).square().mean() / 2).backward()
    if step % 2 == 0:
        optimizer.step()
        optimizer.zero_grad()
print(w.grad)  # wrong
