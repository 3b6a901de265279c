import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(inplace=True), nn.Linear(4, 1))
for module in net.modules():
    if isinstance(module, nn.ReLU):
        module.inplace = False
net[0].register_full_backward_hook(lambda module, inputs, outputs: print(outputs[0].shape))
net(torch.ones(2, 3)).sum().backward()
