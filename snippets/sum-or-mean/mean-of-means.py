import torch

w = torch.tensor(0.0, requires_grad=True)
targets = torch.tensor([1.0, 1.0, 1.0, 1.0, 1.0, 7.0])
for part in targets.split(5):
    losses = (w - part) ** 2
    (losses.mean() / 2).backward()
print(w.grad)  # wrong
