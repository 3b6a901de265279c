import torch

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
w = torch.tensor([2.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.0)
last, running = 0.0, 0.0

for step, batch in enumerate(x.split(1)):
    loss = (batch @ w).square().mean()
    (loss / 2).backward()
    running += loss.item()
    if (step + 1) % 2 == 0:
        last += (loss / 2).item()
        print(last)  # wrong
        print(running / 2)
        last, running = 0.0, 0.0
        optimizer.step()
        optimizer.zero_grad()
