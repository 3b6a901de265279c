import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
outputs = (x.square(), 2 * x)
torch.autograd.backward(outputs, (torch.ones(3), torch.ones(3)))
print(x.grad)
