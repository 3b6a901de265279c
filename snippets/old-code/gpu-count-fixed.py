import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
gpus = 4
loss = w.square().mean()
loss.mean().backward()
print(w.grad)
