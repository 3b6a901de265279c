import torch
from torch import nn

torch.manual_seed(0)
net, dropout = nn.Linear(2, 2), nn.Dropout(0.5)
inputs = torch.ones(3, 2)
hidden = dropout(net(inputs))
losses = hidden.mean(), hidden.square().mean()
for loss in losses:
    loss.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
print(net.bias.grad)
