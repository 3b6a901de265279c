import torch

w = torch.tensor(0.5, requires_grad=True)
probabilities = w * torch.tensor([1.0, 0.5, 0.0])
mask = torch.tensor([True, True, False])
losses = -probabilities.log()
loss = losses[mask].mean()
print(loss)
loss.backward()
print(w.grad)  # wrong
