import torch

w = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
for _ in range(2):
    loss = (w @ w).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item() > 0, w.grad.shape)
