import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
score = torch.sigmoid(torch.tensor([1.0, 0.5]) @ w)
loss = torch.tensor(0.0)
loss = loss + (1 - score)
loss.backward()
print(w.grad)
