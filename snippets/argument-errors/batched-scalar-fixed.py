import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x.square()
seeds = torch.eye(3)
print(torch.autograd.grad(y, x, seeds, is_grads_batched=True))
