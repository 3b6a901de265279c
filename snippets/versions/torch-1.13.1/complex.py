# pip install torch==1.13.1 numpy==1.26.4
import torch

z = torch.tensor([3.0 + 2.0j, 2.0 + 4.0j], requires_grad=True)
target = torch.tensor([1.0 + 1.0j, 1.0 + 1.0j])
loss = (z - target).square().mean()
print(loss.shape, loss.dtype)
loss.backward()
print(z.grad)  # wrong
