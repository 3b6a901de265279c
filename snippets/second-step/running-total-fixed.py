import torch

w = torch.tensor([1.0, 1.0], requires_grad=True)
batches = torch.tensor([[[1.0, 2.0]], [[3.0, 1.0]]])
total = 0.0
for batch in batches:
    loss = (batch @ w).square().mean()
    (loss / len(batches)).backward()
    total += loss.item()
print(total / len(batches), w.grad)
