# pip install torch==1.13.1 numpy==1.26.4
import torch

losses = torch.ones(70000, dtype=torch.float16, requires_grad=True)
mean = losses.mean()
mean.backward()
print(mean.item(), losses.grad.abs().max().item())  # wrong
