import torch
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1)).double()
inputs = torch.randn(5, 3, dtype=torch.float64)


def loss_of():
    hidden = net[:2](inputs)
    return net[2](hidden).square().mean() + hidden.detach().square().mean()


def loss_at(place):
    vector_to_parameters(place, net.parameters())
    with torch.no_grad():
        return loss_of()


place = parameters_to_vector(net.parameters()).detach()
direction = torch.randn_like(place)
gradient = parameters_to_vector(torch.autograd.grad(loss_of(), net.parameters()))
numeric = (loss_at(place + 1e-6 * direction) - loss_at(place - 1e-6 * direction)) / 2e-6
print("as the differences say:", torch.allclose(gradient @ direction, numeric, rtol=1e-5))  # wrong
