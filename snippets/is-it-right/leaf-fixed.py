import torch

start = torch.zeros(2)
w = start.to("cpu", copy=True).requires_grad_()
optimizer = torch.optim.SGD([w], lr=0.25)
print("is a leaf:", w.is_leaf)
for step in range(3):
    loss = (w - 1).square().sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(step, loss.item())
