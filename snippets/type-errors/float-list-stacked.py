import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
losses = [w.square().sum(), w.exp().sum()]
loss = torch.stack(losses).mean()
print(loss.requires_grad)
loss.backward()
print(w.grad)
