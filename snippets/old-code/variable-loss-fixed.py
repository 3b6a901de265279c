import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = x.square().mean()
loss.backward()
print(x.grad)
