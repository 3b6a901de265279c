import torch

x = torch.tensor([0.0, 1.0])
constant = torch.tensor(1.0, requires_grad=True)
optimizer = torch.optim.SGD([constant], lr=0.25)
boundary = x + constant
for step in range(3):
    loss = (0.5 - boundary).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(step, loss.item(), constant.item())  # wrong
