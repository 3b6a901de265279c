import copy

import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(2, 3)
target_net = copy.deepcopy(net)
states, after, actions = torch.rand(4, 2), torch.rand(4, 2), torch.tensor([[0], [2], [1], [0]])


def gradient(values):
    net.zero_grad()
    best = net(after).max(1)[1]
    target = 1 + 0.9 * values.gather(1, best.unsqueeze(1))
    (net(states).gather(1, actions) - target).square().mean().backward()
    return net.weight.grad


print("index with a graph:", net(after).max(1)[1].requires_grad)
same = torch.equal(gradient(target_net(after)), gradient(target_net(after).detach()))
print("target network: detached the same", same)
same = torch.equal(gradient(net(after)), gradient(net(after).detach()))
print("one network: detached the same", same)
