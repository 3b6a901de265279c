import torch
from torch.autograd import Variable

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = Variable(x.square().mean(), requires_grad=True)
loss.backward()
print(x.grad)  # wrong
