import torch

z = torch.tensor([1.0 + 2.0j, 3.0 - 1.0j], requires_grad=True)
loss = z.abs().square().sum()
loss.backward()
print(loss)
print(z.grad)
