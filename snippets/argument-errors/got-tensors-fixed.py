import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
outputs = (x.square(), 2 * x)
seeds = (torch.ones(3), torch.ones(3))
torch.autograd.backward(outputs, seeds)
print(x.grad)
