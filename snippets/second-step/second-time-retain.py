import torch

inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
targets = torch.tensor([1.0, 2.0])
w = torch.zeros(2, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.05)
outputs = inputs @ w
for step in range(3):
    loss = (outputs - targets).square().mean()
    optimizer.zero_grad()
    loss.backward(retain_graph=True)
    optimizer.step()
    print(step, loss.item())  # wrong
