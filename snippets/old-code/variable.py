import torch
from torch.autograd import Variable

x = Variable(torch.tensor([1.0, 2.0]), requires_grad=True)
print(type(x) is torch.Tensor, x.requires_grad)
loss = x.square().mean()
loss.backward()
print(x.grad)
