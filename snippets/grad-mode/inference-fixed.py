import torch

with torch.no_grad():
    features = torch.tensor([1.0, 2.0, 3.0])
w = torch.tensor([1.0, 1.0, 1.0], requires_grad=True)
loss = (w * features).sum()
loss.backward()
print(w.grad)
